import { fieldOf, isRecord, recordOf, recordsOf, textOf } from '../../manifest/field-path';
import { parseImage } from '../../manifest/image-reference';
import { elementName } from '../../manifest/pod-templates';
import { suggestion } from '../nearest';
import { postgresClusters } from '../postgres-clusters';
import type { RackView, WorkloadView } from '../rack-view';
import type { Rule, RuleHit } from '../rule';
import { chartNameOf } from '../schema/helm-values';
import { filesOf, mountedConfigMaps, ownTexts } from '../told/told-texts';
import { type ValueTree, chartValues, environmentOf, postgresParameters, redisWords } from './recorded';

export const postgresWords: Rule = {
  id: 'words/postgres',
  level: 'error',
  why: 'PostgreSQL does not start with a parameter that it does not know, or with a value that it cannot read.',
  fixHint: 'write parameters as pg_settings has them, and sizes as 512MB, times as 30s',
  exceptable: true,
  check: (view) =>
    postgresClusters(view).flatMap(({ id, spec }) =>
      Object.entries(recordOf(recordOf(spec.postgresql).parameters)).flatMap(([name, value]): RuleHit[] => {
        // A name with a dot is of an extension, which may bring any.
        if (name.includes('.')) return [];
        const path = fieldOf('spec.postgresql.parameters', name);
        const known = postgresParameters()[name];
        if (!known) {
          const fix = suggestion(name, Object.keys(postgresParameters()));
          return [{ object: id, path, message: `PostgreSQL 18 has no parameter ${name}`, fix }];
        }
        const fault = valueFault(String(value), known);
        return fault === undefined ? [] : [{ object: id, path, message: `is "${String(value)}": ${fault}` }];
      }),
    ),
};

const withUnit = /^(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?) ?(B|kB|MB|GB|TB|us|ms|s|min|h|d)?$/i;

function valueFault(
  value: string,
  { type, min, max }: { type: string; min?: string; max?: string },
): string | undefined {
  if (type === 'BOOLEAN')
    return /^(?:on|off|true|false|yes|no|0|1)$/i.test(value) ? undefined : 'on or off is expected';
  if (type !== 'INTEGER' && type !== 'REAL') return undefined;
  const [, number, unit] = withUnit.exec(value) ?? [];
  if (number === undefined) return 'a number is expected, with B, kB, MB, GB, TB, us, ms, s, min, h or d at its end';
  // With a unit the number is of that unit, and the bounds of another.
  if (unit !== undefined) return undefined;
  if (min !== undefined && Number(number) < Number(min)) return `at least ${min} is expected`;
  if (max !== undefined && Number(number) > Number(max)) return `at most ${max} is expected`;
  return undefined;
}

export const redisKnown: Rule = {
  id: 'words/redis',
  level: 'error',
  why: 'Redis and Sentinel end at the first directive that they do not know.',
  fixHint: 'write the directive as redis.conf or sentinel.conf of the package has it',
  exceptable: true,
  check: (view) =>
    view.configMaps.flatMap((configMap) =>
      filesOf(configMap).flatMap(({ object, path, file, text }): RuleHit[] => {
        if (!/(?:redis|sentinel|valkey)[\w-]*\.conf$/.test(file)) return [];
        return text.split('\n').flatMap((line, i): RuleHit[] => {
          const [, word, second] = /^\s*([A-Za-z][\w-]*)(?:\s+([A-Za-z][\w-]*))?/.exec(line) ?? [];
          if (word === undefined || !/\s/.test(line.trim())) return [];
          const { directives, sentinel } = redisWords();
          const isSentinel = word.toLowerCase() === 'sentinel';
          const [asked, known] = isSentinel ? [second ?? '', sentinel] : [word, directives];
          if (known.includes(asked.toLowerCase())) return [];
          const what = isSentinel ? `sentinel ${asked}` : asked;
          return [
            { object, path, message: `line ${i + 1}: there is no directive ${what}`, fix: suggestion(asked, known) },
          ];
        });
      }),
    ),
};

export const variableKnown: Rule = {
  id: 'words/variable',
  level: 'error',
  why: 'A program ignores a variable that it does not know: the setting has no effect, without an error.',
  fixHint: 'write the variable as the program reads it; for a new version, record its list anew',
  exceptable: true,
  check: (view) =>
    view.workloads.flatMap((workload) =>
      workload.containers.flatMap((placed) => {
        const { container, path, name: title } = placed;
        const known = environmentOf(parseImage(textOf(container.image) ?? '').repository);
        const env = recordsOf(container.env);
        if (!known || env.length === 0) return [];
        const exact = new Set(known);
        const patterns = known.filter((each) => each.endsWith('*')).map((each) => each.slice(0, -1));
        let beside: ((name: string) => boolean) | undefined;
        return env.flatMap((variable, i): RuleHit[] => {
          const name = String(variable.name);
          if (ofEverySystem.has(name) || exact.has(name) || patterns.some((each) => name.startsWith(each))) return [];
          // Nearly every name is known, so what else uses one is looked up for the others only.
          beside ??= usedBeside(placed, workload, view);
          if (beside(name)) return [];
          return [
            {
              object: workload.id,
              path: `${path}.env[${elementName(variable, i)}].name`,
              message: `sets ${name}, which the program of container ${title} does not read`,
              fix: suggestion(name, known),
            },
          ];
        });
      }),
    ),
};

/** Read by the C library and by every language's own. */
const ofEverySystem: ReadonlySet<string> = new Set([
  'HOME',
  'PATH',
  'TZ',
  'LANG',
  'TMPDIR',
  'GOMAXPROCS',
  'GOMEMLIMIT',
]);

/** Whether another variable, an argument, a script or a configuration file uses a variable. */
function usedBeside(placed: WorkloadView['containers'][number], workload: WorkloadView, view: RackView) {
  const files = mountedConfigMaps(placed, workload, view).flatMap(({ configMap }) => filesOf(configMap));
  const text = [...ownTexts(placed, workload.id), ...files]
    .filter(({ path }) => !path.endsWith('.json"]'))
    .map((each) => each.text)
    .join('\n');
  const scripts = files
    .filter(({ file }) => file.endsWith('.sh'))
    .map((each) => each.text)
    .join('\n');
  return (name: string) =>
    new RegExp(`(?:\\$[({]?|environ(?:/|\\[["']|\\.get\\(["'])|env[.:{])${name}\\b`).test(text) ||
    new RegExp(`\\b${name}\\b`).test(scripts);
}

export const chartWords: Rule = {
  id: 'charts/known-values',
  level: 'error',
  why: 'Helm ignores a value that its chart does not read: the setting silently does nothing.',
  fixHint: 'write the value as values.yaml of the chart has it; for a new version, record it: npm run record:words',
  exceptable: true,
  check: (view) =>
    view.ofKind('HelmRelease').flatMap(({ id, manifest, spec }) => {
      const tree = chartValues(
        chartNameOf(
          manifest,
          view.objects.map((each) => each.manifest),
        ) ?? '',
      );
      return tree
        ? unknownValues(recordOf(spec.values), tree, 'spec.values').map((hit) => ({ object: id, ...hit }))
        : [];
    }),
};

function unknownValues(values: Record<string, unknown>, tree: ValueTree, path: string): Omit<RuleHit, 'object'>[] {
  return Object.entries(values).flatMap(([key, value]): Omit<RuleHit, 'object'>[] => {
    const known = tree[key];
    const at = fieldOf(path, key);
    if (known === undefined) {
      return [{ path: at, message: `the chart has no value ${key} here`, fix: suggestion(key, Object.keys(tree)) }];
    }
    return isRecord(value) && typeof known === 'object' ? unknownValues(value, known, at) : [];
  });
}

/** Drivers of the rack's charts, with what each reads of a class, from their documentation. */
const drivers: Readonly<Record<string, readonly string[]>> = {
  'driver.longhorn.io': [
    ...['numberOfReplicas', 'staleReplicaTimeout', 'fromBackup', 'fsType', 'mkfsParams', 'migratable', 'encrypted'],
    ...['dataLocality', 'replicaAutoBalance', 'diskSelector', 'nodeSelector', 'recurringJobSelector', 'backingImage'],
    ...[
      'backingImageChecksum',
      'backingImageDataSourceType',
      'backingImageDataSourceParameters',
      'unmapMarkSnapChainRemoved',
    ],
    ...[
      'disableRevisionCounter',
      'replicaSoftAntiAffinity',
      'replicaZoneSoftAntiAffinity',
      'replicaDiskSoftAntiAffinity',
    ],
    ...[
      'nfsOptions',
      'dataEngine',
      'freezeFilesystemForSnapshot',
      'backupTargetName',
      'backupBlockSize',
      'exclusive',
      'share',
    ],
  ],
  'local.csi.openebs.io': ['storage', 'volgroup', 'vgpattern', 'fsType', 'shared', 'thinProvision', 'scheduler'],
};

export const storageWords: Rule = {
  id: 'words/storage-class',
  level: 'error',
  why: 'Claims of a class whose driver does not run stay Pending; a parameter that the driver does not know does nothing.',
  fixHint: 'write driver and parameters as the documentation of the driver has them',
  exceptable: true,
  check: (view) =>
    view.ofKind('StorageClass').flatMap(({ id, manifest }): RuleHit[] => {
      const driver = textOf(manifest.provisioner) ?? '';
      const known = drivers[driver];
      if (!known) {
        const message = `is made by ${driver}, and no chart of this rack brings that driver`;
        return [{ object: id, path: 'provisioner', message, fix: suggestion(driver, Object.keys(drivers)) }];
      }
      return Object.keys(recordOf(manifest.parameters))
        .filter((name) => !known.includes(name) && !name.startsWith('csi.storage.k8s.io/'))
        .map((name) => ({
          object: id,
          path: fieldOf('parameters', name),
          message: `${driver} reads no parameter ${name}`,
          fix: suggestion(name, known),
        }));
    }),
};
