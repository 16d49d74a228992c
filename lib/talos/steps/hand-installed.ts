import type { BootstrapInput, EarlyNeed, EarlyRelease, Step } from './step';
import { rackwright } from './step';

/** Objects that must be there before a release that is installed by hand; none is a step less. */
export function neededBy({ name, needs }: EarlyRelease, why: string): Step[] {
  if (needs.length === 0) return [];
  const kinds = [...new Set(needs.map(({ kind }) => words[kind]))].join(' and ');
  return [
    {
      title: `${kinds} that ${name} needs`,
      why,
      commands: needs.map(
        ({ paths }) => `kubectl apply --server-side ${paths.map((path) => `--filename ${path}`).join(' ')}`,
      ),
      proof: needs.map(proofOf),
      sees: 'each by its name.',
    },
  ];
}

const words: Record<EarlyNeed['kind'], string> = {
  Namespace: 'Namespaces',
  StorageClass: 'Storage classes',
  PriorityClass: 'Priority classes',
  CustomResourceDefinition: 'Kinds',
};

function proofOf({ kind, names }: EarlyNeed): string {
  const each = names.map((name) => `${kind.toLowerCase()}/${name}`).join(' ');
  return kind === 'CustomResourceDefinition'
    ? `kubectl wait --for condition=Established --timeout 60s ${each}`
    : `kubectl get ${each} --output name`;
}

/** The same name, namespace and values as the HelmRelease in git, so that Flux takes it over without a change. */
export function install({ name, namespace, chart, version, isPlain = false }: EarlyRelease, input: BootstrapInput): string {
  const values = rackwright(input, `bootstrap ${input.file} --values ${name}`);
  return `${values} | helm upgrade --install ${name} ${chart} --version ${version}${isPlain ? ' --plain-http' : ''} --namespace ${namespace} --values -`;
}
