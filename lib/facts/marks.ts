import type { Labels } from '../manifest/labels';

/**
 * Every label and annotation whose meaning is ours, with the one way to write it and the one way to read it. The kit
 * writes them, rules and Flux' health expressions read them: a key that stands nowhere else cannot be misspelt.
 */
export interface Mark {
  /** `rackwright.dev/tier` */
  readonly key: string;
  /** As part of labels or annotations: `{ ...tierMark.as('data') }`. */
  as(value: string): Record<string, string>;
  /** Its value among these labels or annotations. */
  in(marks: Labels | undefined): string | undefined;
}

const domain = 'rackwright.dev';

function mark(name: string): Mark {
  const key = `${domain}/${name}`;
  return {
    key,
    as: (value) => ({ [key]: value }),
    in: (marks) => {
      const value: unknown = marks?.[key];
      return typeof value === 'string' ? value : undefined;
    },
  };
}

/** Label of workloads and their pods: how much they matter (`facts/tier.ts`). */
export const tierMark = mark('tier');

/** On a pod template: hash of the configuration, so that changed configuration is a changed template. */
export const configHashMark = mark('config-hash');

/** On a pod template: hash of the encrypted values it reads, so that a rotation is a changed template. */
export const secretsHashMark = mark('secrets-hash');

/** On a ConfigMap: `reload` when the program rereads what is mounted. @default roll */
export const onChangeMark = mark('on-change');

/** On Deployments and StatefulSets: ready replicas that are enough to serve. */
export const quorumMark = mark('quorum');

/** On a Secret among an owner's manifests: who makes it in the cluster. @default - `rackwright secrets` */
export const madeByMark = mark('made-by');

/** Label of pods that do the same work under Deployments of their own: they keep to different blades. */
export const familyMark = mark('family');

/** Label of pods whose volume keeps them on one blade: sets of them keep to different blades while there is room. */
export const pinnedMark = mark('pinned');

/** Node label: how the fan of a blade is driven. Talos sets it, the thermal DaemonSets select it. */
export const fanChipMark = mark('fan-chip');

/** Node label: place in the rack file, counted from 1. */
export const positionMark = mark('position');

/** Node labels: the switch that feeds a blade, and its port there. */
export const switchMark = mark('switch');
export const switchPortMark = mark('switch-port');

/** Label of an object that may be deleted or weakened although it holds data: a person sets it, `true`. */
export const mayGoMark = mark('may-go');

export const marks: readonly Mark[] = [
  mayGoMark,
  tierMark,
  configHashMark,
  secretsHashMark,
  onChangeMark,
  quorumMark,
  familyMark,
  pinnedMark,
  fanChipMark,
  positionMark,
  switchMark,
  switchPortMark,
];

const exceptionPrefix = `except.${domain}/`;

/** Annotation that excepts an object from a rule, with the reason as its value. A key allows one slash only. */
export function exceptionKey(rule: string): string {
  return exceptionPrefix + rule.replaceAll('/', '.');
}

/** The rule that an annotation excepts from, or undefined when it is none of these. */
export function exceptedRule(key: string): string | undefined {
  return key.startsWith(exceptionPrefix) ? key.slice(exceptionPrefix.length).replace('.', '/') : undefined;
}

/** Whether a key is in our domain and yet means nothing: a slip of the pen, which nothing would ever read. */
export function isUnknownMark(key: string): boolean {
  const isOurs = key.slice(0, key.indexOf('/')).split('.').slice(-2).join('.') === domain;
  return isOurs && exceptedRule(key) === undefined && !marks.some((each) => each.key === key);
}
