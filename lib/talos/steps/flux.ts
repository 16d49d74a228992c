import type { RackSpec } from '../../rack-file/rack';
import { install } from './hand-installed';
import { type BootstrapInput, type Step, rackwright } from './step';

/** The public half of the key with which Flux reads the repository, to be shown to the server. */
export function deployKey(input: BootstrapInput): Step[] {
  if (input.repository !== 'deploy-key') return [];
  const { hostname } = new URL(input.rack.git.url);
  return [
    {
      title: 'A key for the repository',
      why:
        `Flux reads ${input.rack.git.url} with a key of its own, which npx rackwright secrets create made. Add its public half ` +
        `at ${hostname} as a deploy key of this repository, without the right to write.`,
      commands: [rackwright(input, `secrets bootstrap --deploy-key --rack ${input.file}`)],
      proof: [`${rackwright(input, `secrets bootstrap --deploy-key --rack ${input.file}`)} | grep --quiet ssh-ed25519`],
      sees: `one line, ssh-ed25519 and the key; the page of deploy keys at ${hostname} shows the same.`,
    },
  ];
}

export function keys(input: BootstrapInput): Step {
  const { file, repository } = input;
  const isPrivate = repository !== 'public';
  return {
    title: isPrivate ? 'The age key, and what opens the repository' : 'The age key',
    why:
      'The one Secret that is not in git. Everything encrypted in git opens with it.' +
      (isPrivate ? ' What opens the repository is in git too, where Flux cannot read it before it has it.' : ''),
    commands: [`${rackwright(input, `secrets bootstrap --manifest --rack ${file}`)} | kubectl apply --server-side --filename=-`],
    proof: [
      'kubectl --namespace flux-system get secret sops-age --output name',
      ...(isPrivate ? ['kubectl --namespace flux-system get secret flux-git --output name'] : []),
      rackwright(input, `secrets verify --rack ${file} --with-key`),
    ],
    sees: 'the name of each Secret, and 0 errors.',
  };
}

export function fluxOperator(input: BootstrapInput): Step {
  const { fluxOperator: release, rack } = input;
  return {
    title: 'flux-operator, and who may talk to Flux',
    why:
      'Its namespace is closed both ways as soon as Flux applies it. The policies that let Flux reach git, the API server ' +
      'and itself must be there before, or it locks itself out.',
    commands: [
      `kubectl apply --server-side $(printf -- '--filename %s ' dist/${rack.name}/apps/flux-operator/flux-system/*NetworkPolicy.*.yaml)`,
      install(release, input),
    ],
    proof: [
      'kubectl --namespace flux-system rollout status deployment/flux-operator --timeout 5m',
      'kubectl --namespace flux-system get ciliumnetworkpolicies source-controller kustomize-controller helm-controller',
    ],
    sees: 'successfully rolled out, and three policies.',
  };
}

export function flux({ rack }: BootstrapInput): Step {
  return {
    title: 'Flux',
    commands: [
      `kubectl apply --server-side --filename dist/${rack.name}/apps/flux-instance/flux-system/FluxInstance.flux.yaml`,
    ],
    proof: [
      'kubectl --namespace flux-system wait --for condition=Ready --timeout 10m fluxinstance/flux',
      'kubectl --namespace flux-system wait --for condition=Ready --timeout 5m gitrepository/flux-system',
    ],
    sees:
      'condition met, twice. If the repository is not Ready, kubectl --namespace flux-system describe gitrepository/flux-system ' +
      'says why: a key that the server does not know, a branch that does not exist, a port that the network does not let out.',
  };
}

export function everything({ apps, blades }: RackSpec): Step {
  return {
    title: 'The rest is Flux’ work',
    why:
      'Until kubelet-csr-approver runs no kubelet has a certificate to serve with, so `kubectl logs` and `exec` answer ' +
      'with a TLS error: that is normal up to here, and only up to here.',
    commands: [],
    proof: [
      // The root brings the others: before it is Ready there are none to wait for.
      'kubectl --namespace flux-system wait --for condition=Ready --timeout 10m kustomization/flux-system',
      'kubectl --namespace flux-system wait --for condition=Ready --timeout 60m kustomization --all',
      'kubectl get helmreleases --all-namespaces',
      'test -z "$(kubectl get certificatesigningrequests --no-headers | grep --word-regexp Pending)"',
      ...('metrics-server' in apps ? ['kubectl top nodes'] : []),
      `test "$(kubectl get nodes --no-headers | grep --count --word-regexp Ready)" -eq ${blades.length}`,
    ],
    sees: 'condition met for every Kustomization, READY True for every release. Most of the first hour is the download of images and models.',
  };
}
