import { fieldOf } from '../../manifest/field-path';
import { elementName } from '../../manifest/pod-templates';
import type { SchemaRuleId } from './rule-table';

/** One fault in one object, before levels and exceptions are known. */
export interface SchemaHit {
  rule: SchemaRuleId;
  object: string;
  path: string;
  message: string;
  fix: string;
}

/** Says that something at a path is wrong. `message` carries the value received and what is allowed. */
export type Report = (rule: SchemaRuleId, path: string, message: string, fix: string) => void;

/** How a value shows in a message: short, in JSON, never a page of it. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

export function fieldPath(path: string, field: string): string {
  return fieldOf(path, field);
}

export function elementPath(path: string, element: unknown, index: number): string {
  return `${path}[${elementName(element, index)}]`;
}
