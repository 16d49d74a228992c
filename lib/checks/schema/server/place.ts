import type { Manifest } from '../../../manifest/manifest';
import type { SchemaRuleId } from '../rule-table';

export type Fields = Readonly<Record<string, unknown>>;

/** Where a value of a named type stands, and how to say what is wrong with it. */
export interface Place {
  path: string;
  /** The whole object: some rules depend on its kind. */
  root: Manifest;
  /** `field` is relative to the value: `''`, `name`, `ports[http].containerPort`. */
  say(rule: SchemaRuleId, field: string, message: string, fix?: string): void;
}

/** Checks one value of a named type, e.g. of every `Container` wherever it stands. */
export type TypeRule = (value: Fields, place: Place) => void;
export type TypeRules = Readonly<Record<string, readonly TypeRule[]>>;

export function under(path: string, field: string): string {
  if (field === '') return path;
  return path === '' || field.startsWith('[') ? path + field : `${path}.${field}`;
}

/** The same place, one field further in. */
export function within(place: Place, field: string): Place {
  const say: Place['say'] = (rule, inner, message, fix) => place.say(rule, under(field, inner), message, fix);
  return { ...place, path: under(place.path, field), say };
}

export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
