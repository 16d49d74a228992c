import { fieldAt, recordOf } from '../manifest/field-path';
import { type Manifest, groupOf, objectId } from '../manifest/manifest';
import { parseBytes } from '../units/quantity';
import type { RuleInfo } from '../checks/rule';
import { mayGoMark } from '../facts/marks';
import { type ChangedField, changedFields, toldFields } from './changed-fields';
import type { ObjectChange } from './changes';
import { isImmutable } from './immutable-fields';
import { stepsFor } from './steps';

/** What a rule about changes found. Several fields of one object are one hit. */
export interface ChangeHit {
  object: string;
  fields: readonly ChangedField[];
  message: string;
  fix: string;
}

/** A rule about two trees: what is in the cluster as far as git knows, and what would be. */
export interface ChangeRule extends RuleInfo {
  check(changes: readonly ObjectChange[]): ChangeHit[];
}

export const immutable: ChangeRule = {
  id: 'review/immutable',
  level: 'error',
  why: 'The API server refuses to change these fields of an object that exists, and Flux then stops at the whole app.',
  fixHint: 'leave the field as it is in dist/, or do what the finding says',
  exceptable: false,
  check: (changes) =>
    changes.flatMap(({ before, after }): ChangeHit[] => {
      if (!before || !after) return [];
      const fields = changedFields(before.manifest, after.manifest).filter(({ path }) =>
        isImmutable(before.manifest, path),
      );
      if (fields.length === 0) return [];
      return [
        {
          object: objectId(after.manifest),
          fields,
          message: `${toldFields(fields)}, which the API server refuses`,
          fix: stepsFor(after.manifest),
        },
      ];
    }),
};

const sizes: Readonly<Record<string, readonly string[]>> = {
  '/PersistentVolumeClaim': ['spec.resources.requests.storage'],
  'postgresql.cnpg.io/Cluster': ['spec.storage.size', 'spec.walStorage.size'],
};

export const shrinks: ChangeRule = {
  id: 'review/shrinks',
  level: 'error',
  why: 'No volume shrinks: the API server refuses the claim, CloudNativePG the Cluster, and Flux stops at the app.',
  fixHint: 'keep the size, or make smaller volumes member by member: npx rackwright runbook volumes',
  exceptable: false,
  check: (changes) =>
    changes.flatMap(({ before, after }): ChangeHit[] => {
      if (!before || !after) return [];
      const fields = (sizes[kindOf(after.manifest)] ?? []).flatMap((path): ChangedField[] => {
        const [from, to] = [before, after].map(({ manifest }) => fieldAt(manifest, path));
        return bytes(to) < bytes(from) ? [{ path, before: from, after: to }] : [];
      });
      if (fields.length === 0) return [];
      const fix = `keep ${String(fields[0]!.before)} in the rack file, or follow npx rackwright runbook volumes#no-volume-shrinks`;
      return [{ object: objectId(after.manifest), fields, message: `${toldFields(fields)}; no volume shrinks`, fix }];
    }),
};

export const leftBehind: ChangeRule = {
  id: 'review/left-behind',
  level: 'error',
  why: 'A store under another name is a new and empty one; what people stored stays behind in the old one.',
  fixHint: 'keep the name, or restore the data into the new one first',
  exceptable: false,
  check: (changes) =>
    changes.flatMap(({ before }): ChangeHit[] => {
      const gone = before && changes.find(({ before: same, after }) => same === before && !after) ? before : undefined;
      if (!gone || !holdsData(gone.manifest)) return [];
      const heirs = changes.filter(
        ({ before: old, after }) =>
          !old && after && after.app === gone.app && kindOf(after.manifest) === kindOf(gone.manifest),
      );
      const empty = heirs.find(({ after }) => !fieldAt(after?.manifest, 'spec.bootstrap.recovery'));
      if (!empty?.after) return [];
      const [from, to] = [gone.manifest, empty.after.manifest];
      return [
        {
          object: objectId(from),
          fields: [{ path: 'metadata.name', before: from.metadata.name, after: to.metadata.name }],
          message: `is gone, and ${objectId(to)} would begin empty`,
          fix: `keep the name ${from.metadata.name}${from.kind === 'Cluster' ? ', or restore into the new one: npx rackwright runbook restore-postgres' : ''}`,
        },
      ];
    }),
};

export const orphanClaim: ChangeRule = {
  id: 'review/orphan-claim',
  level: 'info',
  why: 'Fewer replicas leave a claim and its volume in the cluster, on purpose: they hold data and take room.',
  fixHint: 'rackwright runbook volumes#a-claim-that-nothing-uses',
  exceptable: false,
  check: (changes) =>
    changes.flatMap(({ before, after }): ChangeHit[] => {
      if (!before || after || kindOf(before.manifest) !== '/PersistentVolumeClaim') return [];
      const { name, namespace } = before.manifest.metadata;
      const path = 'spec.resources.requests.storage';
      const size = fieldAt(before.manifest, path);
      return [
        {
          object: objectId(before.manifest),
          fields: [{ path, before: size, after: undefined }],
          message: `leaves dist/ and stays in the cluster with ${String(size)}`,
          fix: `when its data is not needed: kubectl --namespace ${namespace} label persistentvolumeclaim/${name} ${mayGoMark.key}=true, then delete it and its volume`,
        },
      ];
    }),
};

export const changeRules: readonly ChangeRule[] = [immutable, shrinks, leftBehind, orphanClaim];

function holdsData(manifest: Manifest): boolean {
  if (kindOf(manifest) === 'postgresql.cnpg.io/Cluster') return true;
  return kindOf(manifest) === 'apps/StatefulSet' && recordOf(manifest.spec)['volumeClaimTemplates'] !== undefined;
}

function kindOf({ apiVersion, kind }: Manifest): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

function bytes(quantity: unknown): number {
  return parseBytes(String(quantity)) ?? 0;
}
