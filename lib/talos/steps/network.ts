import type { BootstrapInput, Step } from './step';
import { install } from './hand-installed';

export function network(input: BootstrapInput): Step {
  const { cilium, rack } = input;
  return {
    title: 'The network',
    why: 'The same name, namespace and values as the HelmRelease in git, so that Flux takes it over without a change.',
    commands: [install(cilium, input)],
    proof: [
      'kubectl --namespace kube-system rollout status daemonset/cilium --timeout 10m',
      `kubectl wait --for condition=Ready --timeout 10m node --all`,
      'kubectl get gatewayclass/cilium --output name',
      'kubectl get nodes --output wide',
    ],
    sees: `the class of gateways, which Cilium makes only if their kinds were there first, and ${rack.blades.length} nodes, all Ready, each with the address of the rack file.`,
  };
}
