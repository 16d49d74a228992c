import { tierMark } from '../../facts/marks';
import { objectId } from '../../manifest/manifest';
import { fieldAt, recordOf } from '../../manifest/field-path';
import type { RuleInfo } from '../../checks/rule';
import { counted } from '../../units/words';
import { type ChangedField, toldFields } from '../changed-fields';
import type { ChangeHit } from '../rules';
import { type ObjectChange, type Placed, type TreeTexts, appOfPath } from '../changes';
import { type LeavingApp, leavingApps } from './app-leaves';
import { bladesThatLeave } from './blades';
import { type EncryptingKeys, encryptingKeys, lostKeys, lostRecipients, unsealed } from './keys';
import { cluster, database, flux, objectStore, scheduled } from './kinds';
import { type LossRule, lossRules } from './loss-rules';
import { type FieldHit, kindId, lossyChanges } from './lossy-changes';
import { belowQuorum } from './quorum';
import { networksThatChange } from './networks';
import { removalLosses } from './removal-losses';

/** Two trees and what differs between them. */
export interface Comparison {
  rack: string;
  before: TreeTexts;
  after: TreeTexts;
  changes: readonly ObjectChange[];
}

export interface LossHit extends ChangeHit {
  rule: LossRule;
  /** An app that leaves with nothing of anybody is worth a line and no more. @default error */
  level?: 'info';
}

/** The rules as documents and filters name them. */
export const lossRuleInfos: readonly RuleInfo[] = Object.entries(lossRules).map(([id, { why, fixHint }]) => ({
  id,
  level: 'error',
  why,
  fixHint,
  exceptable: false,
}));

/** Everything that a change can lose, or make unreachable: one hit for each rule and object. */
export function lossesOf(comparison: Comparison): LossHit[] {
  const { before, after, changes } = comparison;
  const keys = encryptingKeys(before);
  const leaving = leavingApps(changes, { before, after, keys });
  const gone = new Set(leaving.map(({ app }) => app));
  const membersMatter = appsOfTier(before, 'data');
  const follows = followsRename(changes);
  return [
    ...changes.flatMap((change) =>
      lossesOfObject(change, { keys, gone, changes }).filter(
        (hit) => !follows(hit) && (hit.rule !== 'review/quorum' || membersMatter.has(change.before?.app ?? '')),
      ),
    ),
    ...leaving.filter(({ objects }) => objects > 0).map(appHit),
    ...bladeHits(comparison),
    ...networkHits(comparison),
    ...recipientHits(changes),
    ...halved(comparison),
  ];
}

/**
 * Whether a Kustomization only follows its rack to another name: the place that the whole cluster reads is told, and
 * refused, once. Its objects lie in the other folder as before; those that do not are listed.
 */
function followsRename(changes: readonly ObjectChange[]): (hit: LossHit) => boolean {
  const sync = changes.find(({ before, after }) => before && after && kindId(before.manifest) === flux);
  const [from, to] = [sync?.before, sync?.after].map((placed) =>
    String(fieldAt(placed?.manifest, 'spec.sync.path') ?? '')
      .replace(/\/[^/]*$/, '/')
      .replace(/^(\.\/)?/, './'),
  ) as [string, string];
  if (from === to || from === './') return () => false;
  return ({ rule, object, fields }) =>
    rule === 'review/flux' &&
    object.includes('/Kustomization/') &&
    fields.every(({ path, before, after }) => path === 'spec.path' && String(before).replace(from, to) === after);
}

/** Apps whose members hold the only copies; a program of another tier may be scaled down. */
function appsOfTier(tree: TreeTexts, tier: string): Set<string> {
  const label = `${tierMark.key}: ${tier}`;
  return new Set([...tree].flatMap(([path, text]) => (text.includes(label) ? [appOfPath(path)] : [])));
}

interface Surroundings {
  keys: EncryptingKeys;
  /** Apps that leave as a whole: told once, and not object by object. */
  gone: ReadonlySet<string>;
  changes: readonly ObjectChange[];
}

function lossesOfObject({ before, after }: ObjectChange, { keys, gone, changes }: Surroundings): LossHit[] {
  if (!before) return [];
  if (!after) return gone.has(appOf(before)) ? [] : removalHits(before, keys, changes);
  const [from, to] = [before.manifest, after.manifest];
  const clear = unsealed(from, to);
  const hits: FieldHit[] = [
    ...lossyChanges(from, to),
    ...belowQuorum(from, to),
    ...lostKeys(from, to, keys),
    ...(clear ? [{ rule: 'review/keys', field: clear, because: 'git shows it to everybody, for ever' } as const] : []),
  ];
  return byRule(objectId(to), hits);
}

function byRule(object: string, hits: readonly FieldHit[]): LossHit[] {
  const rules = [...new Set(hits.map(({ rule }) => rule))];
  return rules.map((rule) => {
    const own = hits.filter((hit) => hit.rule === rule);
    const fields = own.map(({ field }) => field);
    return { rule, object, fields, message: `${toldFields(fields)}: ${own[0]!.because}`, fix: lossRules[rule].fixHint };
  });
}

function removalHits(placed: Placed, keys: EncryptingKeys, changes: readonly ObjectChange[]): LossHit[] {
  const { manifest } = placed;
  const object = objectId(manifest);
  const kind = kindId(manifest);
  const because = (rule: LossRule, text: string): LossHit => ({
    rule,
    object,
    fields: [{ path: 'metadata.name', before: manifest.metadata.name, after: undefined }],
    message: `leaves dist/: ${text}`,
    fix: lossRules[rule].fixHint,
  });
  if (kind === '/PersistentVolumeClaim') {
    if (isRetained(manifest) && !isLastOfItsSet(manifest.metadata.name)) return [];
    const what = isRetained(manifest) ? 'no program uses its data any more' : 'Flux deletes the claim';
    return [because('review/removes', what)];
  }
  if (isRestored(placed, changes)) return [];
  const lost = lostKeys(manifest, undefined, keys);
  if (lost.length > 0) return byRule(object, lost);
  const row = removalLosses.find((loss) => loss.kind === kind && (loss.named?.test(manifest.metadata.name) ?? true));
  if (!row || (kind === 'apps/StatefulSet' && !recordOf(manifest['spec'])['volumeClaimTemplates'])) return [];
  if (kind === '/Service' && leavesWithItsPods(placed, changes)) return [];
  return [because(row.rule, row.because)];
}

/** Kinds of a PostgreSQL that is restored under another name: they come anew beside it, and the old cluster itself stays. */
const restoredKinds = [cluster, database, scheduled, objectStore];

/** Whether an object gives way to its heir beside a cluster that is restored from the backups of the old one. */
function isRestored({ manifest, app }: Placed, changes: readonly ObjectChange[]): boolean {
  const kind = kindId(manifest);
  if (!restoredKinds.includes(kind)) return false;
  const heirs = changes.flatMap(({ before, after }) => (!before && after?.app === app ? [after.manifest] : []));
  const isRecovered = heirs.some((heir) => kindId(heir) === cluster && fieldAt(heir, 'spec.bootstrap.recovery'));
  return isRecovered && heirs.some((heir) => kindId(heir) === kind);
}

/** One server of several goes with its name: what knew it is configured anew by the same change. */
function leavesWithItsPods({ manifest: { metadata } }: Placed, changes: readonly ObjectChange[]): boolean {
  return changes.some(
    ({ before, after }) =>
      before?.manifest.kind === 'Deployment' &&
      !after &&
      before.manifest.metadata.name === metadata.name &&
      before.manifest.metadata.namespace === metadata.namespace,
  );
}

/** Fewer replicas leave claims behind, from the highest ordinal down: without the first, there is no set any more. */
function isLastOfItsSet(name: string): boolean {
  return Number(/-(\d+)$/.exec(name)?.[1] ?? 0) === 0;
}

function isRetained({ metadata }: Placed['manifest']): boolean {
  return metadata.annotations?.['kustomize.toolkit.fluxcd.io/prune'] === 'disabled';
}

/** The Kustomization of an app stands outside its folder and leaves with it. */
function appOf({ app, manifest }: Placed): string {
  return manifest.kind === 'Kustomization' && app === '' ? manifest.metadata.name : app;
}

function appHit({ app, objects, holds }: LeavingApp): LossHit {
  const object = `apps/${app}`;
  const fields: ChangedField[] = [{ path: '', before: holds, after: undefined }];
  const count = counted(objects, 'object');
  if (holds.length === 0) {
    const message = `leaves the rack with ${count}; none of them holds data`;
    return {
      rule: 'review/app-leaves',
      level: 'info',
      object,
      fields,
      message,
      fix: 'nothing, if that is what you want',
    };
  }
  const few = holds.length > 4 ? `${holds.slice(0, 3).join(', ')} and ${holds.length - 3} more` : holds.join(', ');
  const message = `leaves the rack with ${count}, and with ${few}`;
  return { rule: 'review/app-leaves', object, fields, message, fix: lossRules['review/app-leaves'].fixHint };
}

function bladeHits({ rack, before, after }: Comparison): LossHit[] {
  const { gone, came } = bladesThatLeave(before, after);
  return gone.map((blade) => ({
    rule: 'review/blades',
    object: `${rack}/${blade}`,
    fields: [{ path: 'blades', before: blade, after: undefined }],
    message: `leaves the rack${came.length > 0 ? ` while ${came.slice(0, 3).join(', ')} come` : ''}: its node-local volumes are bound to its name`,
    fix: lossRules['review/blades'].fixHint,
  }));
}

function networkHits({ rack, before: old, after: wanted }: Comparison): LossHit[] {
  return networksThatChange(old, wanted).map(({ path, before, after, because }) => ({
    rule: 'review/network',
    object: `${rack}/${path}`,
    fields: [{ path, before, after }],
    message: `goes from ${before} to ${after}: ${because}`,
    fix: lossRules['review/network'].fixHint,
  }));
}

function recipientHits(changes: readonly ObjectChange[]): LossHit[] {
  return lostRecipients(changes).map(({ recipient, objects }) => ({
    rule: 'review/keys',
    object: objects[0]!,
    fields: [{ path: `sops.recipient[${recipient}]`, before: objects, after: undefined }],
    message: `${recipient.slice(0, 16)}… no longer reads ${counted(objects.length, 'Secret')}: if it is the cluster’s own key, Flux stops at them`,
    fix: lossRules['review/keys'].fixHint,
  }));
}

function halved({ rack, before, after }: Comparison): LossHit[] {
  const [from, to] = [before, after].map((tree) => [...tree.keys()].filter((path) => path.endsWith('.yaml')).length);
  // Small trees halve easily.
  if (from! < 20 || to! * 2 > from!) return [];
  return [
    {
      rule: 'review/halved',
      object: `dist/${rack}`,
      fields: [{ path: '', before: from, after: to }],
      message: `has ${to} objects left of ${from}`,
      fix: lossRules['review/halved'].fixHint,
    },
  ];
}
