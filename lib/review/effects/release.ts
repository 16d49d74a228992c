import { fieldAt, recordOf, recordsOf } from '../../manifest/field-path';
import { type Manifest, objectId } from '../../manifest/manifest';
import { changedFields, isSame } from '../changed-fields';
import { list } from './configuration';
import type { Outcome } from './effect';
import type { AppNotes } from './parts';

/** What Helm does with other values or another version: what the notes of both trees say of the pods of the chart. */
export function releaseOutcome(
  { before, after }: { before: Manifest; after: Manifest },
  notes: { before: AppNotes; after: AppNotes },
): Outcome {
  const fields = changedFields(before, after);
  const version = fields.find(({ path }) => /^spec\.chart\.spec\.version$/.test(path));
  const values = fields
    .filter(({ path }) => path.startsWith('spec.values.'))
    .map(({ path }) => path.slice('spec.values.'.length));
  const pods = changedPods(objectId(after), notes);
  const said = [
    version ? `chart ${String(version.before)} to ${String(version.after)}` : '',
    values.length > 0 ? `values ${list(values)}` : '',
    pods,
  ].filter(Boolean);
  if (said.length === 0) return ['changed in place', 'Helm has nothing to do'];
  return ['upgraded', said.join('; ')];
}

/** A release whose chart comes from an object of its own, which is another version now. */
export function sourceOutcome(before: Manifest, after: Manifest): string {
  const [from, to] = [before, after].map((manifest) => recordOf(fieldAt(manifest, 'spec.ref')));
  const told = (ref: Record<string, unknown> = {}) => String(ref['tag'] ?? ref['semver'] ?? ref['digest'] ?? 'none');
  return isSame(from, to) ? '' : `chart ${told(from)} to ${told(to)}`;
}

function changedPods(id: string, { before, after }: { before: AppNotes; after: AppNotes }): string {
  const [from, to] = [before, after].map((notes) => workloadsOf(notes, id)) as [
    Map<string, unknown>,
    Map<string, unknown>,
  ];
  const names = [...new Set([...from.keys(), ...to.keys()])].sort();
  const other = names.filter((name) => !isSame(from.get(name), to.get(name)));
  const stale = to.size > 0 && isStale(after, id);
  if (to.size === 0) return 'this chart has not been rendered here, so its pods are not known';
  if (other.length > 0) return `${list(other)} ${other.length === 1 ? 'is another one' : 'are other ones'}`;
  return stale
    ? 'its pods are known for other values only'
    : `none of its pods (${list([...to.keys()])}) asks for more or runs another image`;
}

function workloadsOf(notes: AppNotes, id: string): Map<string, unknown> {
  const footprint = recordOf(notes.releases.find((release) => release['id'] === id)?.['footprint']);
  return new Map(
    recordsOf(footprint['workloads']).map((each) => [`${String(each['kind'])}/${String(each['name'])}`, each]),
  );
}

function isStale(notes: AppNotes, id: string): boolean {
  return recordOf(notes.releases.find((release) => release['id'] === id)?.['footprint'])['isStale'] === true;
}
