import type { Family, KindEntry, Schema } from '../family';

/** Interfaces for people who write manifests. Made from the committed schemas alone, so they can be proven offline. */

const REF = '#/definitions/';

/** Fields of ObjectMeta that only the server writes. */
const SERVER_WRITTEN = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** Kinds that are whole without a spec. For the others the schema of the server says `optional` where validation does not. */
const SPEC_IS_OPTIONAL = new Set(['Namespace', 'Node', 'ResourceClaim']);

function pascal(word: string): string {
  return word.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function fieldName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'` : String(value);
}

class Typings {
  readonly blocks: string[] = [];
  private readonly taken = new Set<string>();

  constructor(private readonly family: Family) {
    for (const name of Object.keys(family.definitions)) this.taken.add(name);
  }

  add(name: string, schema: Schema): void {
    const kind = this.family.kinds.find(({ definition }) => definition === name);
    if (schema.properties || kind) this.addInterface(name, schema, kind);
    else this.blocks.push(`export type ${name} = ${this.typeOf(name, schema)};`);
  }

  private addInterface(name: string, schema: Schema, kind?: KindEntry): void {
    const at = this.blocks.push('') - 1; // nested interfaces follow the one that uses them
    const lines = Object.entries(schema.properties ?? {})
      .filter(([field]) => name !== 'ObjectMeta' || !SERVER_WRITTEN.has(field))
      .map(([field, part]) => this.field(name, field, part, schema, kind));
    if (schema['x-kubernetes-preserve-unknown-fields']) lines.push('  [field: string]: unknown;');
    this.blocks[at] =
      lines.length === 0
        ? `export type ${name} = Record<string, never>;`
        : `export interface ${name} {\n${lines.join('\n')}\n}`;
  }

  private field(owner: string, field: string, part: Schema, schema: Schema, kind?: KindEntry): string {
    if (kind && field === 'apiVersion') {
      return `  apiVersion: '${kind.group === '' ? kind.version : `${kind.group}/${kind.version}`}';`;
    }
    if (kind && field === 'kind') return `  kind: '${kind.kind}';`;
    if (kind && field === 'metadata') return '  metadata: ObjectMeta & { name: string };';
    const required = this.isRequired(field, part, schema, kind);
    return `  ${fieldName(field)}${required ? '' : '?'}: ${this.typeOf(owner + pascal(field), part)};`;
  }

  private isRequired(field: string, part: Schema, schema: Schema, kind?: KindEntry): boolean {
    if (kind && field === 'spec' && this.family.definitions.ObjectMeta) return !SPEC_IS_OPTIONAL.has(kind.kind);
    return schema.required?.includes(field) === true && part.default === undefined;
  }

  private typeOf(name: string, schema: Schema): string {
    const type = this.bareTypeOf(name, schema);
    return schema.nullable ? `${type} | null` : type;
  }

  private bareTypeOf(name: string, schema: Schema): string {
    if (schema.$ref) return schema.$ref.slice(REF.length);
    if (schema.enum) return schema.enum.map(literal).join(' | ');
    if (schema.format === 'quantity') return 'string';
    if (schema['x-kubernetes-int-or-string']) return 'number | string';
    switch (schema.type) {
      case 'integer':
      case 'number':
        return 'number';
      case 'string':
      case 'boolean':
        return schema.type;
      case 'array': {
        const item = this.typeOf(name, schema.items ?? {});
        return item.includes(' ') && !item.startsWith('Record<') ? `(${item})[]` : `${item}[]`;
      }
      case 'object':
        return this.objectType(name, schema);
      default:
        return 'unknown';
    }
  }

  private objectType(name: string, schema: Schema): string {
    if (schema.properties && Object.keys(schema.properties).length > 0) {
      let free = name;
      while (this.taken.has(free)) free += '_';
      this.taken.add(free);
      this.addInterface(free, schema);
      return free;
    }
    if (typeof schema.additionalProperties === 'object') {
      return `Record<string, ${this.typeOf(name, schema.additionalProperties)}>`;
    }
    const open = schema.additionalProperties === true || schema['x-kubernetes-preserve-unknown-fields'];
    return open ? 'Record<string, unknown>' : 'Record<string, never>';
  }
}

const HEAD = '// Written by `npm run import` from imports/schemas; do not edit.\n';

export function typingsOf(family: Family): string {
  const typings = new Typings(family);
  for (const [name, schema] of Object.entries(family.definitions)) typings.add(name, schema);
  const own = family.definitions.ObjectMeta !== undefined;
  const head = own ? HEAD : `${HEAD}\nimport type { ObjectMeta } from './k8s';\n`;
  return `${head}\n${typings.blocks.join('\n\n')}\n`;
}
