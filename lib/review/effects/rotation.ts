import { recordOf } from '../../manifest/field-path';
import type { Manifest } from '../../manifest/manifest';
import { isSame } from '../changed-fields';
import type { TreeTexts } from '../changes';
import { type Starting, list } from './configuration';
import type { Outcome } from './effect';
import type { AppNotes } from './parts';
import { readersOf } from './readers';

/** Keys of a Secret whose sealed value is another one, came or went. */
export function rotatedKeys(before: Manifest, after: Manifest): string[] {
  return ['data', 'stringData'].flatMap((part) => {
    const [from, to] = [recordOf(before[part]), recordOf(after[part])];
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((key) => !isSame(from[key], to[key])).sort();
  });
}

/**
 * Who restarts for other values of a Secret, and what is left to a person: some programs keep the old value in their own
 * database, some belong to somebody outside the rack.
 */
export function rotationOutcome(
  { before, after }: { before: Manifest; after: Manifest },
  { notes, tree, starting: { restarting, created } }: { notes: AppNotes; tree: TreeTexts; starting: Starting },
): Outcome | undefined {
  const keys = rotatedKeys(before, after);
  if (keys.length === 0) return undefined;
  const { name, namespace } = after.metadata;
  const declared = notes.secrets.find((secret) => secret['name'] === name && secret['namespace'] === namespace);
  const stated = Array.isArray(declared?.['restarts']) ? declared['restarts'].map(String) : [];
  const readers = [...new Set([...stated, ...readersOf(tree, after).map(({ id }) => id)])];
  const restart = readers.filter((id) => restarting.has(id));
  const stay = readers.filter((id) => !restarting.has(id) && !created.has(id));
  const cautions = recordOf(declared?.['cautions']);
  const said = [
    list(keys),
    restart.length > 0 ? `${list(restart)} restart${restart.length === 1 ? 's' : ''}` : '',
    stay.length > 0 ? `${list(stay)} see${stay.length === 1 ? 's' : ''} it at the next start` : '',
    ...keys.map((key) => (typeof cautions[key] === 'string' ? `by hand: ${cautions[key]}` : '')),
  ];
  return ['rotated', said.filter(Boolean).join('; ')];
}
