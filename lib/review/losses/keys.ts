import { fieldAt, isRecord, recordOf, recordsOf } from '../../manifest/field-path';
import { type Manifest, objectId } from '../../manifest/manifest';
import type { ObjectChange, TreeTexts } from '../changes';
import type { ChangedField } from '../changed-fields';
import type { FieldHit } from './lossy-changes';
import { kindId } from './lossy-changes';

/** Values of a Secret that something is encrypted with, by `namespace/name`, then by key: what can be read with it only. */
export type EncryptingKeys = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What the apps of a tree declared (`facts/<app>.json`). A tree of before 0.2 says nothing. */
export function encryptingKeys(tree: TreeTexts): EncryptingKeys {
  const found = new Map<string, Map<string, string>>();
  for (const [path, text] of tree) {
    if (!/^facts\/[^/]+\.json$/.test(path) || !text.includes('"encrypts"')) continue;
    for (const { namespace, name, keys } of recordsOf(recordOf(parsed(text)['facts'])['secrets'])) {
      const values = Object.entries(recordOf(keys)).flatMap(([key, value]): [string, string][] => {
        const encrypts = recordOf(value)['encrypts'];
        return typeof encrypts === 'string' ? [[key, encrypts]] : [];
      });
      if (values.length > 0) found.set(`${String(namespace)}/${String(name)}`, new Map(values));
    }
  }
  return found;
}

/** Keys of which another value makes something unreadable, by their names, where no app has said so. */
const namedLikeKeys = /SALT|ENCRYPTION|(?<!ACCESS_)SECRET_KEY$|^CRYPT/i;

/** Values that encrypt and are other ones now, or gone. A value that SOPS left alone keeps its text. */
export function lostKeys(before: Manifest, after: Manifest | undefined, declared: EncryptingKeys): FieldHit[] {
  if (kindId(before) !== '/Secret') return [];
  const known = declared.get(`${before.metadata.namespace ?? ''}/${before.metadata.name}`);
  const isCopyKey = before.metadata.name === 'document-backups';
  return ['data', 'stringData'].flatMap((part) =>
    Object.entries(recordOf(before[part])).flatMap(([key, value]): FieldHit[] => {
      const next = recordOf(after?.[part])[key];
      const encrypts =
        known?.get(key) ??
        (isCopyKey ? 'the copies of documents outside the rack' : undefined) ??
        (namedLikeKeys.test(key) ? 'what was encrypted with it' : undefined);
      if (encrypts === undefined || next === value) return [];
      const field = { path: `${part}.${key}`, before: seal(value), after: seal(next) };
      return [{ rule: 'review/keys', field, because: `nothing else reads ${encrypts}` }];
    }),
  );
}

/** Recipients that no longer read any changed Secret: one line each, however many files. */
export function lostRecipients(changes: readonly ObjectChange[]): { recipient: string; objects: string[] }[] {
  const lost = new Map<string, string[]>();
  for (const { before, after } of changes) {
    if (!before || !after || kindId(before.manifest) !== '/Secret') continue;
    const left = new Set(recipientsOf(after.manifest));
    for (const recipient of recipientsOf(before.manifest).filter((each) => !left.has(each))) {
      lost.set(recipient, [...(lost.get(recipient) ?? []), objectId(before.manifest)]);
    }
  }
  return [...lost].map(([recipient, objects]) => ({ recipient, objects }));
}

/** A Secret that was sealed and stands in the clear, or is sealed for nobody. */
export function unsealed(before: Manifest, after: Manifest): ChangedField | undefined {
  const was = kindId(before) === '/Secret' && isRecord(before['sops']);
  return was && !isRecord(after['sops']) ? { path: 'sops', before: 'sealed', after: 'in the clear' } : undefined;
}

function recipientsOf(manifest: Manifest): string[] {
  return ['age', 'pgp', 'kms'].flatMap((kind) =>
    recordsOf(fieldAt(manifest, `sops.${kind}`)).map(({ recipient, fp, arn }) => String(recipient ?? fp ?? arn)),
  );
}

/** Enough of a sealed value to tell it from another; a value in the clear is never repeated. */
function seal(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const iv = /^ENC\[.*,iv:([^,]{8})/.exec(String(value))?.[1];
  return iv === undefined ? 'another value' : `the value sealed with ${iv}…`;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return {};
  }
}
