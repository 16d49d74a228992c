import type { Wait } from '../facts/app-facts';
import type { Blade, RackSpec } from '../rack-file/rack';
import { patchesOf } from './patches';
import { firstImageUrl } from './schematic';

/** What a person does, and the command that shows that it worked. */
export interface Step {
  title: string;
  why?: string;
  commands: readonly string[];
  proof: readonly string[];
}

/** A Helm release that is installed by hand before Flux and adopted by it: read from the rendered HelmRelease. */
export interface EarlyRelease {
  name: string;
  namespace: string;
  /** `oci://quay.io/cilium/charts/cilium` */
  chart: string;
  version: string;
}

export interface BootstrapInput {
  rack: RackSpec;
  /** Rack file, as a person would name it. */
  file: string;
  cilium: EarlyRelease;
  fluxOperator: EarlyRelease;
  /** Folder of secrets outside git, `~/homelab-talos`. */
  vault: string;
  /** What must hold before a blade may be taken away. */
  wholeWhen: readonly Wait[];
}

/** The order from bare machines to a rack that Flux keeps: every step leans on the proof of the one before. */
export function bootstrapSteps(input: BootstrapInput): Step[] {
  const { rack } = input;
  const [first, ...others] = controlPlanesOf(rack);
  if (!first) throw new Error(`rack ${rack.name} has no control plane`);
  const workers = rack.blades.filter(({ role }) => role === 'worker');
  return [
    tools(input),
    images(rack),
    secrets(input),
    configure('the control plane', [first, ...others], input),
    bootstrapEtcd(first, input),
    ...(workers.length > 0 ? [configure('the workers', workers, input)] : []),
    nodesThere(rack),
    gatewayKinds(rack),
    network(input),
    ageKey(input),
    fluxOperator(input),
    flux(input),
    everything(rack),
  ];
}

export function controlPlanesOf({ blades }: RackSpec): Blade[] {
  return blades.filter(({ role }) => role === 'control-plane');
}

const tools = ({ rack, file }: BootstrapInput): Step => ({
  title: 'Tools and addresses',
  why:
    'In maintenance mode a machine has no address but the one that DHCP gives it, so reserve for each machine the ' +
    'address that the rack file states. Talos makes it static afterwards.',
  commands: [`git clone ${rack.git.url} && cd "$(basename ${rack.git.url} .git)"`, `rackwright talos ${file}`],
  proof: [
    'talosctl version --client --short',
    'kubectl version --client',
    'helm version --short',
    `git diff --exit-code talos/${rack.name} dist/${rack.name}`,
  ],
});

function images(rack: RackSpec): Step {
  const used = Object.entries(rack.hardware).filter(([name]) => rack.blades.some(({ hardware }) => hardware === name));
  return {
    title: 'Flash every machine',
    why:
      'The factory knows an image by its schematic; posting the schematic makes it known, and the answer must be the ' +
      'name in the address below. Boot each machine from the image; it waits in maintenance mode.',
    commands: used.flatMap(([name, hardware]) => [
      `curl --fail --request POST --data-binary @talos/${rack.name}/schematics/${name}.yaml https://factory.talos.dev/schematics`,
      `curl --fail --location --remote-name ${firstImageUrl(hardware, rack.talos)}`,
    ]),
    proof: rack.blades.map(({ address }) => `talosctl get disks --insecure --nodes ${address}`),
  };
}

const secrets = ({ vault, rack }: BootstrapInput): Step => ({
  title: 'Secrets of the cluster, once',
  why:
    'Whoever has this file owns the cluster, and without it no machine can ever join again. It never enters git: keep ' +
    'it beside the age key, off the rack.',
  commands: [
    `mkdir -p ${vault} && chmod 700 ${vault}`,
    `talosctl gen secrets --output-file ${vault}/secrets.yaml`,
    ...clientCommands(rack, vault),
  ],
  proof: [`test -s ${vault}/secrets.yaml`, 'talosctl config info'],
});

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

function configure(whom: string, blades: Blade[], { rack, vault }: BootstrapInput): Step {
  return {
    title: `Configure ${whom}`,
    commands: blades.flatMap((blade) => [
      configCommand(blade, rack, vault),
      `talosctl apply-config --insecure --nodes ${blade.address} --file ${vault}/${blade.name}.yaml`,
    ]),
    proof: blades.map(({ address }) => `talosctl --nodes ${address} version --short`),
  };
}

const bootstrapEtcd = ({ address }: Blade, { rack, vault }: BootstrapInput): Step => ({
  title: 'Start etcd, once, on one machine',
  why:
    `At the machine's own address: ${rack.network.controlPlane} answers only when an API server holds it. A second ` +
    'bootstrap elsewhere makes a second cluster.',
  commands: [
    `talosctl --nodes ${address} bootstrap`,
    `talosctl --nodes ${address} kubeconfig ${vault}/kubeconfig --force`,
    `export KUBECONFIG=${vault}/kubeconfig`,
  ],
  proof: [`talosctl --nodes ${address} etcd members`, 'kubectl get --raw /readyz'],
});

const nodesThere = ({ blades }: RackSpec): Step => ({
  title: 'Every node has joined',
  why:
    'They stay NotReady until the network is there, and Talos starts a machine again after about ten minutes of that: ' +
    'go on with the next two steps without a pause.',
  commands: [],
  proof: [`test "$(kubectl get nodes --output name | wc -l)" -eq ${blades.length}`],
});

const gatewayKinds = ({ name }: RackSpec): Step => ({
  title: 'Kinds of the Gateway API',
  why: 'Cilium looks for them once, when it starts.',
  commands: [`kubectl apply --server-side --filename dist/${name}/apps/gateway-api/_cluster`],
  proof: [
    'kubectl wait --for condition=Established --timeout 60s customresourcedefinition/gateways.gateway.networking.k8s.io',
  ],
});

function install({ name, namespace, chart, version }: EarlyRelease, file: string): string {
  return `rackwright bootstrap ${file} --values ${name} | helm upgrade --install ${name} ${chart} --version ${version} --namespace ${namespace} --values -`;
}

const network = ({ cilium, file, rack }: BootstrapInput): Step => ({
  title: 'The network',
  why: 'The same name, namespace and values as the HelmRelease in git, so that Flux takes it over without a change.',
  commands: [install(cilium, file)],
  proof: [
    'kubectl --namespace kube-system rollout status daemonset/cilium --timeout 10m',
    `kubectl wait --for condition=Ready --timeout 10m node --all`,
    `kubectl get nodes --output wide # ${rack.blades.length} of them, each with the address of the rack file`,
  ],
});

const ageKey = ({ file, rack }: BootstrapInput): Step => ({
  title: 'The age key',
  why: 'The one Secret that is not in git. Everything encrypted in git opens with it.',
  commands: [
    `kubectl apply --server-side --filename dist/${rack.name}/apps/namespaces/_cluster/Namespace.flux-system.yaml`,
    `rackwright secrets bootstrap --manifest --rack ${file} | kubectl apply --filename=-`,
  ],
  proof: [
    'kubectl --namespace flux-system get secret sops-age --output name',
    `rackwright secrets verify --rack ${file} --with-key`,
  ],
});

const fluxOperator = ({ fluxOperator: release, file, rack }: BootstrapInput): Step => ({
  title: 'flux-operator, and who may talk to Flux',
  why:
    'Its namespace is closed both ways as soon as Flux applies it. The policies that let Flux reach git, the API server ' +
    'and itself must be there before, or it locks itself out.',
  commands: [
    `for policy in dist/${rack.name}/apps/flux-operator/flux-system/*NetworkPolicy.*.yaml; do kubectl apply --server-side --filename "$policy"; done`,
    install(release, file),
  ],
  proof: [
    'kubectl --namespace flux-system rollout status deployment/flux-operator --timeout 5m',
    'kubectl --namespace flux-system get ciliumnetworkpolicies source-controller kustomize-controller helm-controller',
  ],
});

const flux = ({ rack }: BootstrapInput): Step => ({
  title: 'Flux',
  commands: [
    `kubectl apply --server-side --filename dist/${rack.name}/apps/flux-instance/flux-system/FluxInstance.flux.yaml`,
  ],
  proof: [
    'kubectl --namespace flux-system wait --for condition=Ready --timeout 10m fluxinstance/flux',
    'kubectl --namespace flux-system wait --for condition=Ready --timeout 5m gitrepository/flux-system',
  ],
});

const everything = ({ apps, blades }: RackSpec): Step => ({
  title: 'The rest is Flux’ work',
  why:
    'Until kubelet-csr-approver runs no kubelet has a certificate to serve with, so `kubectl logs` and `exec` answer ' +
    'with a TLS error: that is normal up to here, and only up to here.',
  commands: [],
  proof: [
    'kubectl --namespace flux-system wait --for condition=Ready --timeout 60m kustomization --all',
    'kubectl get helmreleases --all-namespaces',
    'test -z "$(kubectl get certificatesigningrequests --no-headers | grep --word-regexp Pending)"',
    ...('metrics-server' in apps ? ['kubectl top nodes'] : []),
    `test "$(kubectl get nodes --no-headers | grep --count --word-regexp Ready)" -eq ${blades.length}`,
  ],
});
