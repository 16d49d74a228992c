import type { RackObject, RackView } from './rack-view';
import { reachedFrom } from './reached';
import type { Rule, RuleHit } from './rule';
import { type Setting, isNot, wrongIn } from './settings';

const has = (view: RackView, kind: string): boolean => view.ofKind(kind).length > 0;
const several = (view: RackView): boolean => view.rack.blades.length > 1;

const cilium: readonly Setting[] = [
  {
    path: 'kubeProxyReplacement',
    isWrong: isNot(true),
    says: (value) => `is ${String(value)}, and Talos runs no kube-proxy: no Service leads anywhere`,
  },
  {
    path: 'policyEnforcementMode',
    isWrong: isNot(undefined, 'default', 'always'),
    says: (value) => `is ${String(value)}: no policy of the rack is enforced`,
  },
  {
    path: 'gatewayAPI.enabled',
    isWrong: (value, view) => value !== true && has(view, 'Gateway'),
    says: () => 'is off: nobody serves the Gateways of the rack',
  },
  {
    path: 'l2announcements.enabled',
    isWrong: (value, view) => value !== true && has(view, 'CiliumL2AnnouncementPolicy'),
    says: () => 'is off: no address of the pool is announced',
  },
  {
    path: 'operator.replicas',
    isWrong: (value) => value !== undefined && Number(value) < 1,
    says: () => 'is 0: new pods and Services get no address',
  },
];

const longhorn: readonly Setting[] = [
  ...['defaultSettings.defaultReplicaCount', 'persistence.defaultClassReplicaCount'].map((path): Setting => ({
    path,
    isWrong: (value, view) => value !== undefined && Number(value) < 2 && several(view),
    says: (value) => `is ${String(value)}: a volume goes with its disk`,
  })),
  {
    path: 'defaultSettings.nodeDownPodDeletionPolicy',
    isWrong: isNot('delete-both-statefulset-and-deployment-pod'),
    says: (value) => `is ${String(value)}: pods of a dead blade keep their volume, and stay`,
  },
  {
    path: 'defaultSettings.nodeDrainPolicy',
    isWrong: isNot('allow-if-replica-is-stopped'),
    says: (value) => `is ${String(value)}: the upgrade plan's drain waits, or takes the last copy`,
  },
  {
    path: 'defaultSettings.defaultDataPath',
    isWrong: isNot('/var/mnt/longhorn'),
    says: (value) => `is ${String(value)}; Talos mounts the partition of the volumes at /var/mnt/longhorn`,
  },
  {
    path: 'defaultSettings.replicaSoftAntiAffinity',
    isWrong: isNot(false),
    says: () => 'lets copies of one volume share a blade',
  },
];

const ofCharts: Readonly<Record<string, readonly Setting[]>> = { cilium, longhorn };

export const chartSettings: Rule = {
  id: 'charts/settings',
  level: 'error',
  why: 'The rest of the rack leans on a few values of its charts: with others Services, policies or volumes stop working, and no object shows it.',
  fixHint: 'take the value back',
  exceptable: true,
  check: (view) =>
    view
      .ofKind('HelmRelease')
      .flatMap((object) => wrongIn({ ...object, at: 'spec.values' }, ofCharts[object.name] ?? [], view)),
};

const ofReleases: readonly Setting[] = [
  ...['install', 'upgrade'].map((when): Setting => ({
    path: `spec.${when}.remediation.strategy`,
    isWrong: (value) => value === 'uninstall',
    says: () => 'uninstalls the release when a change fails: its kinds go, and with them every object of them',
  })),
  {
    path: 'spec.install.remediation.retries',
    isWrong: (value) => Number(value ?? 0) !== 0,
    says: () => 'uninstalls the release before each new try: its kinds go, and with them every object of them',
  },
  {
    path: 'spec.driftDetection.mode',
    isWrong: isNot('enabled'),
    says: () => 'leaves what a hand has changed or deleted as it is, until the chart changes',
  },
];

export const releaseCare: Rule = {
  id: 'charts/care',
  level: 'error',
  why: 'A release that helm-controller uninstalls takes its definitions along; one that it does not look after stays as a hand has left it.',
  fixHint: 'set strategy.name: RetryOnFailure under install and upgrade, and driftDetection.mode: enabled',
  exceptable: true,
  check: (view) => view.ofKind('HelmRelease').flatMap((object) => wrongIn(object, ofReleases, view)),
};

export const releaseCircle: Rule = {
  id: 'charts/circle',
  level: 'error',
  why: 'Releases that wait for one another are never installed.',
  fixHint: 'remove one of the dependencies',
  exceptable: false,
  check: (view) => {
    const releases = view.ofKind('HelmRelease');
    return releases.flatMap((object): RuleHit[] =>
      reachedFrom(object, (each) => waitedFor(each, releases)).has(object)
        ? [{ object: object.id, path: 'spec.dependsOn', message: 'waits for itself' }]
        : [],
    );
  },
};

function waitedFor({ spec, namespace }: RackObject, releases: readonly RackObject[]): RackObject[] {
  const wanted = Array.isArray(spec.dependsOn) ? (spec.dependsOn as { name?: string; namespace?: string }[]) : [];
  return releases.filter((each) =>
    wanted.some((on) => on.name === each.name && (on.namespace ?? namespace) === each.namespace),
  );
}

export const chartSettingRules: readonly Rule[] = [chartSettings, releaseCare, releaseCircle];
