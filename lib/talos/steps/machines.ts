import type { Blade, RackSpec } from '../../rack-file/rack';
import { patchesOf } from '../patches';
import { type BootstrapInput, type Step, controlPlanesOf, within } from './step';

export function clusterSecrets({ vault, rack }: BootstrapInput): Step {
  return {
    title: 'Secrets of the cluster, once',
    why:
      'Anyone with this file owns the cluster, and without it no machine can ever join again. It never enters git: keep ' +
      'it beside the age key, off the rack.',
    commands: [
      `mkdir -p ${vault} && chmod 700 ${vault}`,
      `talosctl gen secrets --output-file ${vault}/secrets.yaml`,
      ...clientCommands(rack, vault),
    ],
    proof: [`test -s ${vault}/secrets.yaml`, 'talosctl config info'],
    sees: `the addresses of the control plane under Endpoints.`,
  };
}

/** The client's own certificate and addresses: never the shared one, which is away while Kubernetes is. */
export function clientCommands(rack: RackSpec, vault: string): string[] {
  const addresses = controlPlanesOf(rack).map(({ address }) => address);
  const config = `--talosconfig ${vault}/talosconfig`;
  return [
    `talosctl gen config ${rack.name} https://${rack.network.controlPlane}:6443 --with-secrets ${vault}/secrets.yaml --output-types talosconfig --output ${vault}/talosconfig`,
    `talosctl ${config} config endpoint ${addresses.join(' ')}`,
    `export TALOSCONFIG=${vault}/talosconfig`,
  ];
}

/** Machine configuration of one node, made from the secrets and the patches in the repository. */
export function configCommand(blade: Blade, rack: RackSpec, vault: string): string {
  const type = blade.role === 'control-plane' ? 'controlplane' : 'worker';
  const patches = patchesOf(blade).map((path) => `--config-patch @talos/${rack.name}/${path}`);
  return [
    `talosctl gen config ${rack.name} https://${rack.network.controlPlane}:6443 --with-secrets ${vault}/secrets.yaml`,
    `--talos-version v${rack.talos.replace(/\.\d+$/, '')} --kubernetes-version ${rack.kubernetes}`,
    `--output-types ${type} --output ${vault}/${blade.name}.yaml --force`,
    ...patches,
  ].join(' ');
}

export function configure(whom: string, blades: readonly Blade[], { rack, vault }: BootstrapInput): Step {
  return {
    title: `Configure ${whom}`,
    why: `They wait for the time before anything else of theirs starts, asking ${rack.network.time.join(', then ')}.`,
    commands: blades.flatMap((blade) => [
      configCommand(blade, rack, vault),
      `talosctl apply-config --insecure --nodes ${blade.address} --file ${vault}/${blade.name}.yaml`,
    ]),
    proof: blades.flatMap(({ address }) => [
      within(600, `talosctl --nodes ${address} version --short`),
      within(300, `talosctl --nodes ${address} get timestatus --output yaml | grep "synced: true"`),
    ]),
    sees:
      'for each machine its version, then synced: true. Without the latter no time server answers: state network.time in the ' +
      'rack file, or let UDP port 123 out of the router. Nothing that follows works before it does.',
  };
}

export function startEtcd({ address }: Blade, { rack, vault }: BootstrapInput): Step {
  return {
    title: 'Start etcd, once, on one machine',
    why:
      `At the machine's own address: ${rack.network.controlPlane} answers only when an API server holds it. A second ` +
      'bootstrap elsewhere makes a second cluster.',
    commands: [
      `talosctl --nodes ${address} bootstrap`,
      `talosctl --nodes ${address} kubeconfig ${vault}/kubeconfig --force`,
      `export KUBECONFIG=${vault}/kubeconfig`,
    ],
    proof: [within(600, 'kubectl get --raw /readyz'), `talosctl --nodes ${address} etcd members`],
    sees: 'ok within some minutes, and a member for each control-plane machine.',
  };
}

export function nodesThere({ blades }: RackSpec): Step {
  return {
    title: 'Every node has joined',
    why:
      'They stay NotReady until the network is there, and Talos starts a machine again after about ten minutes of that: ' +
      'go on with the next two steps without a pause.',
    commands: [],
    proof: [within(600, `test "$(kubectl get nodes --output name | wc -l)" -eq ${blades.length}`)],
    sees: `no output; kubectl get nodes lists ${blades.length}, all NotReady.`,
  };
}
