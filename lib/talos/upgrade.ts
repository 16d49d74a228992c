import type { Wait } from '../facts/app-facts';
import { type Blade, type RackSpec, workersOf } from '../rack-file/rack';
import { type Step, controlPlanesOf } from './steps/step';
import { installerImage } from './schematic';

/** No volume rebuilds and none has too few copies: the next blade may go. Empty where no storage keeps copies. */
export function storageIsHealthy({ apps }: Pick<RackSpec, 'apps'>): string[] {
  return 'longhorn' in apps ? [longhornIsHealthy] : [];
}

const longhornIsHealthy =
  'test -z "$(kubectl --namespace longhorn-system get volumes.longhorn.io --output jsonpath=\'{range .items[*]}{.metadata.name} {.status.state} {.status.robustness}{"\\n"}{end}\' | grep attached | grep --invert-match healthy)"';

/** What apps want whole before a blade goes, each as a command. */
function waitsFor(wholeWhen: readonly Wait[]): string[] {
  return wholeWhen.map(
    ({ namespace, object, for: condition }) =>
      `kubectl --namespace ${namespace} wait --for ${condition} --timeout 15m ${object}`,
  );
}

/** What an upgrade needs besides the rack. */
export interface UpgradeInput {
  rack: RackSpec;
  /** Folder of secrets outside git, `~/homelab-talos`. */
  vault: string;
  /** What must hold before a blade may be taken away. */
  wholeWhen: readonly Wait[];
}

/**
 * Talos on one node after another: workers first, then the control plane, the node that answered `bootstrap` last. Each
 * waits for storage to be whole, since a blade that goes while another's copies are being made anew can be the last one.
 */
export function upgradeSteps({ rack, vault, wholeWhen }: UpgradeInput): Step[] {
  const whole = waitsFor(wholeWhen);
  const [first, ...others] = controlPlanesOf(rack);
  const workers = rack.blades.filter(({ role }) => role === 'worker');
  const order = [...workers, ...others, ...(first ? [first] : [])];
  return [
    before(rack, first, vault, whole),
    ...order.map((blade) => upgradeOf(blade, rack, whole)),
    kubernetes(rack, first),
  ];
}

const before = (rack: RackSpec, first: Blade | undefined, vault: string, whole: readonly string[]): Step => ({
  title: 'Before the first node',
  why: 'A snapshot of etcd is the way back for the cluster; storage and databases must be whole before any node goes.',
  commands: [
    `npx rackwright talos clusters/${rack.name}.yaml`,
    `talosctl --nodes ${first?.address ?? ''} etcd snapshot ${vault}/etcd-before-upgrade.db`,
  ],
  proof: [
    'kubectl wait --for condition=Ready --timeout 60s node --all',
    ...storageIsHealthy(rack),
    ...whole,
    `git diff --stat talos/${rack.name}`,
  ],
});

/** A machine that is the whole rack has nowhere to send its pods: a drain would wait for ever for a budget. */
function upgradeOf(blade: Blade, rack: RackSpec, whole: readonly string[]): Step {
  const { name, address, hardware, role } = blade;
  const isAlone = rack.blades.length === 1;
  const carriesPods = workersOf(rack).some((worker) => worker.name === name);
  const member = role === 'control-plane' ? [`talosctl --nodes ${address} etcd status`] : [];
  const upgrade = `talosctl --nodes ${address} upgrade --image ${installerImage(rack.hardware[hardware]!, rack.talos)}`;
  return {
    title: name,
    ...(isAlone && {
      why: 'It is the whole rack: everything is away until it has started again, so nothing is drained.',
    }),
    commands: isAlone
      ? [`${upgrade} --drain=false --wait --timeout 20m`]
      : [
          `kubectl drain ${name} --ignore-daemonsets --delete-emptydir-data --timeout 15m`,
          `${upgrade} --wait --timeout 20m`,
          `kubectl uncordon ${name}`,
        ],
    proof: [
      `kubectl wait --for condition=Ready --timeout 15m node/${name}`,
      `talosctl --nodes ${address} version --short`,
      ...member,
      ...storageIsHealthy(rack),
      ...(carriesPods ? whole : []),
    ],
  };
}

const kubernetes = ({ kubernetes: version }: RackSpec, first: Blade | undefined): Step => ({
  title: 'Kubernetes itself, if its version changes',
  commands: [
    `talosctl --nodes ${first?.address ?? ''} upgrade-k8s --to ${version} --dry-run`,
    `talosctl --nodes ${first?.address ?? ''} upgrade-k8s --to ${version}`,
  ],
  proof: ['kubectl get nodes --output wide', 'kubectl get --raw /readyz?verbose'],
});
