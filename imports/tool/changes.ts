import type { Family, Schema } from '../family';

/** What a version bump takes away and brings, for the person who reviews it. Removals stand first: they break things. */

export interface FamilyChange {
  family: string;
  gone: string[];
  came: string[];
}

/** Fields of every kind, `apps/v1 Deployment spec.replicas`, with what is asked of them. */
function facts(family: Family): Map<string, string> {
  const all = new Map<string, string>();
  for (const { group, version, kind, definition } of family.kinds) {
    const name = `${group === '' ? version : `${group}/${version}`} ${kind}`;
    all.set(name, '');
    visit(family, family.definitions[definition] ?? {}, name, '', all, []);
  }
  return all;
}

function visit(
  family: Family,
  schema: Schema,
  name: string,
  path: string,
  all: Map<string, string>,
  above: string[],
): void {
  if (schema.$ref !== undefined) {
    const target = schema.$ref.slice('#/definitions/'.length);
    // Structures that hold themselves, like JSON schemas, are written out once.
    if (!above.includes(target)) visit(family, family.definitions[target] ?? {}, name, path, all, [...above, target]);
    return;
  }
  for (const [field, part] of Object.entries(schema.properties ?? {})) {
    const at = path === '' ? field : `${path}.${field}`;
    all.set(`${name} ${at}`, asked(part, schema.required?.includes(field) === true));
    visit(family, part, name, at, all, above);
  }
  if (schema.items) visit(family, schema.items, name, `${path}[]`, all, above);
  if (typeof schema.additionalProperties === 'object')
    visit(family, schema.additionalProperties, name, `${path}.*`, all, above);
}

function asked(schema: Schema, isRequired: boolean): string {
  const { type, $ref, enum: words, pattern, minimum, maximum, minLength, maxLength, format } = schema;
  const rules = schema['x-kubernetes-validations']?.map(({ rule }) => rule);
  return JSON.stringify({
    type,
    $ref,
    words,
    pattern,
    minimum,
    maximum,
    minLength,
    maxLength,
    format,
    rules,
    isRequired,
  });
}

/** Lines of two versions of a family. A changed field stands on both sides, with what was and is asked of it. */
export function changesOf(family: string, before: Family | undefined, after: Family): FamilyChange {
  const [old, now] = [before ? facts(before) : new Map<string, string>(), facts(after)];
  const gone = [...old]
    .filter(([name, rule]) => now.get(name) !== rule)
    .map(([name, rule]) => line(name, rule, now.has(name)));
  const came = [...now]
    .filter(([name, rule]) => old.get(name) !== rule)
    .map(([name, rule]) => line(name, rule, old.has(name)));
  return { family, gone: topmost(gone), came: before ? topmost(came) : [`all of it: ${after.kinds.length} kinds`] };
}

function line(name: string, rule: string, isChanged: boolean): string {
  return isChanged ? `${name} ${rule}` : name;
}

/** A field that went with its parent is not news. */
function topmost(lines: string[]): string[] {
  const named = new Set(lines);
  return lines.filter((one) => {
    const [version = '', kind = '', path = ''] = one.split(' ');
    if (path === '') return true;
    if (named.has(`${version} ${kind}`)) return false;
    const steps = path.split('.');
    return !steps.some(
      (_, count) =>
        count > 0 && named.has(`${version} ${kind} ${steps.slice(0, count).join('.').replace(/\[\]$/, '')}`),
    );
  });
}

export function printChanges(versions: readonly string[], changes: readonly FamilyChange[]): string {
  const sections = changes
    .filter(({ gone, came }) => gone.length + came.length > 0)
    .map(({ family, gone, came }) => `## ${family}\n\n${list('Gone', gone)}${list('New', came)}`);
  const head =
    '# What the last import changed\n\nWritten by `npm run import`; read it in the same review as the version bump.\n';
  const pinned = versions.map((version) => `- ${version}\n`).join('');
  return `${head}\n${pinned}\n${sections.join('\n') || 'Kinds and fields are as before.\n'}`;
}

function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `${title}:\n\n${lines.map((one) => `- \`${one}\`\n`).join('')}\n`;
}
