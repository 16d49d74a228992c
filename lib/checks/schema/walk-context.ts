import type { Schema } from '../../../imports/family';
import type { Report } from './hits';

/** What one walk over one object needs. */
export interface Walk {
  definitions: Readonly<Record<string, Schema>>;
  /** Kubernetes' own kinds: null means absent, empty words are filled by the server. */
  isCore: boolean;
  /** Whether unknown fields are faults; not so inside anyOf and its like. */
  isClosed: boolean;
  report: Report;
  /** Called for every value that has a named type, e.g. `Container`; for rules of the server's own code. */
  visit?: (definition: string, value: Record<string, unknown>, path: string) => void;
  /** Called for every value whose schema carries CEL rules. */
  onCelRules?: (schema: Schema, value: unknown, path: string) => void;
}

const REF = '#/definitions/';

/** The name of the type that a schema refers to; undefined when it is written out in place. */
export function typeNameOf(schema: Schema): string | undefined {
  return schema.$ref?.slice(REF.length);
}

/** The schema itself, or what it refers to. */
export function resolved({ definitions }: Pick<Walk, 'definitions'>, schema: Schema | undefined): Schema {
  const name = schema && typeNameOf(schema);
  return (name === undefined ? schema : definitions[name]) ?? {};
}
