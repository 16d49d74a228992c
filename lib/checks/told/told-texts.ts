import { oncePer } from '../once-per';
import { fieldOf, isRecord, recordOf, recordsOf, textOf } from '../../manifest/field-path';
import type { PlacedContainer } from '../../manifest/pod-templates';
import { elementName } from '../../manifest/pod-templates';
import type { RackObject, RackView, WorkloadView } from '../rack-view';

/** A text that a program reads, and where it stands. */
export interface ToldText {
  object: string;
  path: string;
  text: string;
}

/** What a container is told by its own fields: command, arguments and variables. */
export function ownTexts({ container, path }: PlacedContainer, object: string): ToldText[] {
  const { command, args } = container as { command?: unknown; args?: unknown };
  const words = (list: unknown, field: string) =>
    (Array.isArray(list) ? (list as unknown[]) : []).flatMap((word, i) =>
      typeof word === 'string' ? [{ object, path: `${path}.${field}[${i}]`, text: word }] : [],
    );
  const env = recordsOf(container.env).flatMap((variable, i) =>
    typeof variable.value === 'string'
      ? [{ object, path: `${path}.env[${elementName(variable, i)}].value`, text: variable.value }]
      : [],
  );
  return [...words(command, 'command'), ...words(args, 'args'), ...env];
}

/** The ConfigMaps whose files a container sees, with the folder that each is mounted at. */
export function mountedConfigMaps(
  { container }: PlacedContainer,
  { template, namespace }: WorkloadView,
  view: RackView,
): { configMap: RackObject; mountPath: string }[] {
  const volumes = new Map(recordsOf(template.spec.volumes).map((volume) => [volume.name, volume]));
  return recordsOf(container.volumeMounts).flatMap(({ name, mountPath }) => {
    const volume = recordOf(volumes.get(name));
    const sources = [volume.configMap, ...recordsOf(recordOf(volume.projected).sources).map((each) => each.configMap)];
    return sources.flatMap((source) => {
      const configMap = view.find('ConfigMap', namespace, textOf(recordOf(source).name) ?? '')?.object;
      return configMap ? [{ configMap, mountPath: String(mountPath) }] : [];
    });
  });
}

/** Files of a ConfigMap as texts that a program reads. */
export function filesOf({ id, manifest }: RackObject): (ToldText & { file: string })[] {
  return Object.entries(recordOf(manifest.data)).flatMap(([file, text]) =>
    typeof text === 'string' ? [{ object: id, path: fieldOf('data', file), text, file }] : [],
  );
}

/** Everything that the programs of each workload are told, by the workload's id: once for several rules. */
export const toldTexts: (view: RackView) => ReadonlyMap<string, readonly ToldText[]> = oncePer(
  (view) =>
    new Map(
      view.workloads.map((workload): [string, ToldText[]] => {
        const configMaps = new Set(
          workload.containers.flatMap((placed) =>
            mountedConfigMaps(placed, workload, view).map(({ configMap }) => configMap),
          ),
        );
        return [
          workload.id,
          [
            ...workload.containers.flatMap((placed) => ownTexts(placed, workload.id)),
            ...[...configMaps].flatMap(filesOf),
          ],
        ];
      }),
    ),
);

/** Every text of an object with its place. Paths are written for what is found only: nearly nothing is. */
export function textsOf({ id, manifest }: RackObject, isWanted: (text: string) => boolean): ToldText[] {
  const found: ToldText[] = [];
  const steps: (string | number)[] = [];
  const lists: unknown[][] = [];
  const search = (value: unknown): void => {
    if (typeof value === 'string') {
      if (isWanted(value)) found.push({ object: id, path: pathOf(steps, lists), text: value });
    } else if (Array.isArray(value)) {
      lists.push(value);
      value.forEach((element, i) => {
        steps.push(i);
        search(element);
        steps.pop();
      });
      lists.pop();
    } else if (isRecord(value)) {
      for (const key in value) {
        steps.push(key);
        search(value[key]);
        steps.pop();
      }
    }
  };
  for (const key in manifest) {
    if (key === 'metadata') continue;
    steps.push(key);
    search(manifest[key]);
    steps.pop();
  }
  return found;
}

/** Numbers are places in lists, whose elements are called by their names. */
function pathOf(steps: readonly (string | number)[], lists: readonly unknown[][]): string {
  let list = 0;
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'string') return fieldOf(path, step);
    const element = lists[list++]?.[step];
    return `${path}[${elementName(element, step)}]`;
  }, '');
}
