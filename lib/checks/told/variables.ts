import { recordsOf, textOf } from '../../manifest/field-path';
import { elementName } from '../../manifest/pod-templates';
import { suggestion } from '../nearest';
import type { PlacedContainer } from '../../manifest/pod-templates';
import type { RackView, WorkloadView } from '../rack-view';
import type { Rule, RuleHit } from '../rule';
import { filesOf, mountedConfigMaps } from './told-texts';

export const variableDefined: Rule = {
  id: 'told/variable',
  level: 'error',
  why: 'Kubernetes leaves $(NAME) as it stands when no variable of that name precedes it, and the program takes it for the value.',
  fixHint: 'define the variable before the one that uses it',
  exceptable: true,
  check: (view) =>
    view.workloads.flatMap((workload) =>
      workload.containers.flatMap((placed) => [...ofContainer(placed, workload), ...ofFiles(placed, workload, view)]),
    ),
};

/** `$$(NAME)` is Kubernetes' way to write `$(NAME)` itself. */
const reference = /(?<!\$)\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)/g;

function ofContainer({ container, path }: PlacedContainer, { id }: WorkloadView): RuleHit[] {
  if (recordsOf(container.envFrom).length > 0) return [];
  const env = recordsOf(container.env);
  const names = env.map(({ name }) => String(name));
  const ofVariables = env.flatMap((variable, i) =>
    undefinedIn(textOf(variable.value) ?? '', names.slice(0, i), (name) =>
      names.includes(name) ? ' before it' : '',
    ).map((fault) => ({ object: id, path: `${path}.env[${elementName(variable, i)}].value`, ...fault })),
  );
  const { command, args } = container as { command?: unknown; args?: unknown };
  const ofWords = Object.entries({ command, args }).flatMap(([field, list]) =>
    (Array.isArray(list) ? (list as unknown[]) : []).flatMap((word, i) =>
      // A script's own $(command) is a call, and has blanks or is a program's name in small letters.
      undefinedIn(typeof word === 'string' && !/\s/.test(word) ? word : '', names, () => '').map((fault) => ({
        object: id,
        path: `${path}.${field}[${i}]`,
        ...fault,
      })),
    ),
  );
  return [...ofVariables, ...ofWords];
}

function undefinedIn(
  text: string,
  names: readonly string[],
  where: (name: string) => string,
): Pick<RuleHit, 'message' | 'fix'>[] {
  if (!text.includes('$(')) return [];
  return [...text.matchAll(reference)]
    .map(([, name = '']) => name)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      message: `uses $(${name}), and no variable of that name is defined${where(name)}`,
      fix: suggestion(name, names),
    }));
}

/** How programs name variables in their files: LiteLLM, the OpenTelemetry Collector, Grafana. */
const inFiles = /os\.environ\/([A-Z][A-Z0-9_]+)|\$\{env:([A-Z][A-Z0-9_]+)\}|\$__env\{([A-Z][A-Z0-9_]+)\}/g;

/** A file that several containers see is validated for the first one that has any of the variables, or for the first. */
function ofFiles(placed: PlacedContainer, workload: WorkloadView, view: RackView): RuleHit[] {
  if (recordsOf(placed.container.envFrom).length > 0) return [];
  const names = recordsOf(placed.container.env).map(({ name }) => String(name));
  return mountedConfigMaps(placed, workload, view).flatMap(({ configMap }) =>
    filesOf(configMap)
      .filter(({ text }) => /os\.environ\/|\$\{env:|\$__env\{/.test(text))
      .flatMap(({ object, path, text }) =>
        [
          ...new Set(
            [...text.matchAll(inFiles)].map(([, ...groups]) => groups.find((each) => each !== undefined) ?? ''),
          ),
        ]
          .filter((name) => !names.includes(name))
          .map((name) => ({
            object,
            path,
            message: `reads the variable ${name}, which container ${placed.name} of ${workload.id} does not have`,
            fix: suggestion(name, names),
          })),
      ),
  );
}
