import { isRecord } from '../../manifest/field-path';
import { type Manifest, groupOf } from '../../manifest/manifest';
import type { ChangedField } from '../changed-fields';
import { isImmutable } from '../immutable-fields';
import { changedLeaves } from './changed-leaves';
import type { FieldLoss } from './field-loss';
import { fieldLosses } from './field-losses';
import type { LossRule } from './loss-rules';
import { destructiveCommands, settingLists, settingLosses } from './setting-losses';

/** One field whose change loses something. */
export interface FieldHit {
  rule: LossRule;
  field: ChangedField;
  because: string;
}

/** What the change of an object that stays loses, by the tables. What the API server refuses anyway is left out. */
export function lossyChanges(before: Manifest, after: Manifest): FieldHit[] {
  const kind = kindId(before);
  const rows = rowsOf(kind);
  return changedLeaves(before, after)
    .filter(({ path }) => !isImmutable(before, path))
    .flatMap((field): FieldHit[] => [
      ...rows
        .filter(
          ({ pattern, when, loses }) =>
            pattern.test(field.path) && loses(field.before, field.after) && (when?.(before) ?? true),
        )
        .slice(0, 1)
        .map(({ rule, because }) => ({ rule, field, because })),
      ...settingHits(field),
    ]);
}

export function kindId({ apiVersion, kind }: Manifest): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

type CompiledLoss = FieldLoss & { pattern: RegExp };

const compiled: readonly CompiledLoss[] = fieldLosses.map((loss) => ({ ...loss, pattern: patternOf(loss.field) }));

function rowsOf(kind: string): CompiledLoss[] {
  return compiled.filter((row) => row.kind === '*' || row.kind === kind);
}

/** `a.*.b[*].c` and all below it. */
function patternOf(field: string): RegExp {
  const escaped = field
    .replaceAll(/[.[\]$^()+?{}|\\]/g, '\\$&')
    .replaceAll('\\[*\\]', '\\[[^\\]]*\\]')
    .replaceAll('\\.*', '\\.[^.[\\]]+');
  return new RegExp(`^${escaped}(?:$|[.[])`);
}

function settingHits(field: ChangedField): FieldHit[] {
  const [before, after] = [field.before, field.after].map((value) => textAt(field.path, value));
  if (before === undefined && after === undefined) return [];
  const told = (was: unknown, is: unknown): ChangedField => ({ path: field.path, before: was, after: is });
  const settings = settingLosses.flatMap(({ rule, setting, loses, because }): FieldHit[] => {
    const [was, is] = [before, after].map((text) => setting.exec(text ?? '')?.[1]?.trim());
    return was !== undefined && was !== is && loses(was, is) ? [{ rule, field: told(was, is), because }] : [];
  });
  const lists = settingLists.flatMap(({ rule, words, because }): FieldHit[] => {
    const [was, is] = [before, after].map((text) => [...(text ?? '').matchAll(words)].map(([, word]) => word));
    const missing = was!.filter((word) => !is!.includes(word));
    return missing.length > 0 ? [{ rule, field: told(was!.join(' '), is!.join(' ')), because }] : [];
  });
  const deletes = destructiveCommands.exec(after ?? '')?.[0];
  const commands: FieldHit[] =
    deletes !== undefined && !destructiveCommands.test(before ?? '')
      ? [
          {
            rule: 'review/databases',
            field: told(undefined, deletes),
            because: 'a script deletes what people put there',
          },
        ]
      : [];
  return [...settings, ...lists, ...commands];
}

/** What a program reads: a file, its arguments one a line, a variable as `NAME=value`. */
function textAt(path: string, value: unknown): string | undefined {
  const variable = /\.env\[([^\]]+)\]\.value$/.exec(path)?.[1];
  if (variable !== undefined) return value === undefined ? undefined : `${variable}=${String(value)}`;
  if (Array.isArray(value) && /\.(args|command)$/.test(path)) return value.join('\n');
  const isFile = /^(data|binaryData)[.[]/.test(path);
  return typeof value === 'string' && isFile && !isRecord(value) ? value : undefined;
}
