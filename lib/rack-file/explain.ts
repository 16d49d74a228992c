import type * as z from 'zod';
import type { IssueParams, Notation } from '../units/fields';
import { notations, repaired } from '../units/fields';
import { nearest } from './did-you-mean';
import type { Fault, Path } from './problem';
import { counted } from '../units/words';

/** ` under network`, ` in entry 2 of blades`; nothing at the top. */
export function nameOf(at: Path): string {
  const last = at.at(-1);
  if (last === undefined) return '';
  return typeof last === 'number' ? ` in entry ${last + 1} of ${at.slice(0, -1).join('.')}` : ` under ${at.join('.')}`;
}

/** An issue of zod in words for people who do not know zod. */
export function explainIssue(issue: z.core.$ZodIssue, schema: z.ZodType, value: unknown, at: Path): Fault {
  const shown = show(value);
  switch (issue.code) {
    case 'invalid_type':
      return explainType(issue.expected, schema, value, at);
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      return {
        at,
        title: `${shown} is not one of ${allowed.join(', ')}`,
        detail: schema.description,
        suggestion: typeof value === 'string' ? nearest(value, allowed) : undefined,
      };
    }
    case 'too_small':
      return { at, ...tooFew(value, issue, nameOfValue(at)) };
    case 'too_big':
      return { at, ...tooMany(value, issue, nameOfValue(at)) };
    case 'custom': {
      const { detail, suggestion } = (issue.params ?? {}) as Partial<IssueParams>;
      return { at, title: issue.message, detail, suggestion };
    }
    default:
      return { at, title: `${shown}: ${issue.message}`, detail: schema.description };
  }
}

/** A value of the wrong kind: a number where a text belongs, and the like. */
function explainType(expected: string, schema: z.ZodType, value: unknown, at: Path): Fault {
  const notation = notations.get(schema) as Notation | undefined;
  if (!notation) return explainKind(value, kinds[expected] ?? expected, at);
  const text = typeof value === 'number' ? String(value) : undefined;
  return {
    at,
    title: `${text === undefined ? `${nameOfValue(at)} is ${kindOf(value)}, ` : `${text} is `}not ${notation.what}`,
    detail: `write ${notation.how}`,
    suggestion: text === undefined ? undefined : repaired(notation, text),
  };
}

export function explainKind(value: unknown, expected: string, at: Path): Fault {
  const detail = details[expected];
  return { at, title: `${nameOfValue(at)} is ${kindOf(value)}, but must be ${expected}`, detail };
}

/** Nothing stands behind the colon. */
export function explainEmpty(schema: z.ZodType, at: Path): Fault {
  const filled = schema.safeParse(undefined);
  const leaveOut = filled.success && filled.data !== undefined;
  return {
    at,
    on: 'key',
    title: `${nameOfValue(at)} is empty`,
    detail: leaveOut ? `leave the line out for the default, ${show(filled.data)}` : schema.description,
  };
}

/** `network.gateway`, `entry 2 of blades`. */
function nameOfValue(at: Path): string {
  const head = at.findLastIndex((part) => typeof part === 'number');
  if (head < 0) return at.join('.') || 'the file';
  const field = at.slice(head + 1).join('.');
  return `${field ? `${field} of ` : ''}entry ${Number(at[head]) + 1} of ${at.slice(0, head).join('.')}`;
}

const kinds: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  object: 'a map',
  record: 'a map',
  array: 'a list',
  tuple: 'a list',
};

const details: Record<string, string> = {
  'a map': 'write key: value lines below it, or { key: value } behind it',
  'a list': 'write lines that begin with a dash below it, or [a, b] behind it',
  'a number': 'write digits alone, without a unit',
  'a whole number': 'write digits alone, without a unit or a fraction',
  text: 'put it in quotes if it looks like a number, or like true or false',
};

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return `text (${JSON.stringify(value)})`;
  return typeof value === 'boolean' ? `${value}` : `the number ${String(value)}`;
}

type Bound = { inclusive?: boolean; minimum?: unknown; maximum?: unknown };

function tooFew(value: unknown, { minimum, inclusive }: Bound, name: string): Pick<Fault, 'title' | 'detail'> {
  if (Array.isArray(value))
    return { title: `${name} has ${counted(value.length, 'entry')}`, detail: `at least ${String(minimum)}` };
  if (typeof value === 'string')
    return { title: `${name} is too short`, detail: `at least ${counted(Number(minimum), 'character')}` };
  return {
    title: `${name}: ${show(value)} is too small`,
    detail: `${inclusive ? 'at least' : 'more than'} ${String(minimum)}`,
  };
}

function tooMany(value: unknown, { maximum, inclusive }: Bound, name: string): Pick<Fault, 'title' | 'detail'> {
  if (Array.isArray(value))
    return { title: `${name} has ${counted(value.length, 'entry')}`, detail: `at most ${String(maximum)}` };
  if (typeof value === 'string')
    return { title: `${name} is too long`, detail: `at most ${counted(Number(maximum), 'character')}` };
  return {
    title: `${name}: ${show(value)} is too large`,
    detail: `${inclusive ? 'at most' : 'less than'} ${String(maximum)}`,
  };
}

/** A value short enough for a line. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
