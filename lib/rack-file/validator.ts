import type { Node, Pair } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import * as z from 'zod';
import { core } from './core';
import { nearest } from './did-you-mean';
import { explainEmpty, explainIssue, explainKind, nameOf } from './explain';
import type { Fault, Path } from './problem';
import { keyOf, pairOf } from './source';

// Every schema reads a value or two: compiling it first, as zod does by itself, costs more than it saves.
z.config({ jitless: true });

/** More in one place is another kind of file; telling each would cost time and say nothing. */
const maxUnknownTold = 20;

/** What a key that is a list or a map may have been meant for. */
const anything = '';

type MaybeNode = Node | null | undefined;

/**
 * Validates a YAML tree by a zod schema, part by part, so that one broken part hides no other: what is sound comes back,
 * what is not is left out (undefined) and told. A misspelt key is told and then read as what was meant.
 */
export class Validator {
  readonly faults: Fault[] = [];

  /** @param node undefined when the key is absent, null when nothing stands behind it */
  validate(node: MaybeNode, schema: z.ZodType, at: Path): unknown {
    if (isAlias(node)) return undefined; // refused where it stands
    const inner = core(schema);
    if (inner instanceof z.ZodUnion && !isEmpty(node)) return this.validate(node, meantOf(inner, node), at);
    if (inner instanceof z.ZodObject) return this.map(node, schema, inner, at);
    if (inner instanceof z.ZodRecord) return this.record(node, schema, inner, at);
    if (inner instanceof z.ZodArray) return this.list(node, schema, () => inner.element as z.ZodType, at);
    if (inner instanceof z.ZodTuple) return this.tuple(node, schema, inner, at);
    return inner instanceof z.ZodUnknown ? undefined : this.leaf(node, schema, inner, at);
  }

  private map(node: MaybeNode, schema: z.ZodType, { shape }: z.ZodObject, at: Path): unknown {
    if (isEmpty(node)) return this.absent(schema, at);
    if (!isMap(node)) return this.wrongKind(node, 'a map', at);
    const forgiven = this.refuseUnknownKeys(node.items as Pair[], shape, at);
    const sound: Record<string, unknown> = {};
    for (const [key, field] of Object.entries(shape) as [string, z.ZodType][]) {
      const pair = pairOf(node, key);
      const isForgiven = forgiven.has(key) || forgiven.has(anything);
      const value = pair
        ? this.validate(pair.value as Node | null, field, [...at, key])
        : isForgiven
          ? undefined
          : this.missing(field, [...at, key]);
      if (value !== undefined) sound[key] = value;
    }
    return sound;
  }

  /** @returns keys that need not be missed, because a misspelt one probably means them */
  refuseUnknownKeys(pairs: Pair[], shape: object, at: Path): Set<string> {
    const known = Object.keys(shape);
    const written = new Set(pairs.map(keyOf));
    const forgiven = new Set<string>();
    let unknown = 0;
    for (const pair of pairs) {
      const key = keyOf(pair);
      if (key === undefined) {
        forgiven.add(anything);
        this.faults.push({
          at,
          on: 'key',
          title: `a key that is no text${nameOf(at)}`,
          detail: 'keys are plain words',
        });
      } else if (!Object.hasOwn(shape, key)) {
        if (++unknown > maxUnknownTold) continue;
        const [head = '', tail] = key.split(/:(.*)/s);
        const meant = nearest(
          head,
          known.filter((other) => !written.has(other) && !forgiven.has(other)),
        );
        if (meant !== undefined) forgiven.add(meant);
        // A glued `b:1` has no value of its own to validate; everything else is read as what was meant.
        const readable = meant !== undefined && tail === undefined;
        if (readable) readAs(pair, meant);
        this.faults.push(unknownKey(key, meant, known, [...at, readable ? meant : key]));
      }
    }
    if (unknown > maxUnknownTold) {
      const title = `${unknown - maxUnknownTold} more unknown keys${nameOf(at)}`;
      this.faults.push({ at, on: 'key', title, detail: `the first ${maxUnknownTold} are listed` });
    }
    return forgiven;
  }

  private missing(schema: z.ZodType, at: Path): unknown {
    const filled = schema.safeParse(undefined);
    if (filled.success) return filled.data;
    const key = at.at(-1);
    const detail = schema.description ?? core(schema).description;
    this.faults.push({ at, on: 'key', title: `key "${key}" is missing${nameOf(at.slice(0, -1))}`, detail });
    return undefined;
  }

  /** A section whose lines are all commented out is as good as absent. */
  private absent(schema: z.ZodType, at: Path): unknown {
    const filled = schema.safeParse(undefined);
    if (filled.success) return filled.data;
    this.faults.push(explainEmpty(schema, at));
    return undefined;
  }

  private record(node: MaybeNode, schema: z.ZodType, { def }: z.ZodRecord, at: Path): unknown {
    if (isEmpty(node)) return this.absent(schema, at);
    if (!isMap(node)) return this.wrongKind(node, 'a map', at);
    const sound: Record<string, unknown> = {};
    for (const pair of node.items as Pair[]) {
      const key = keyOf(pair);
      if (key === undefined) continue;
      const read = (def.keyType as z.ZodType).safeParse(key);
      for (const issue of read.error?.issues ?? []) {
        this.faults.push({ ...explainIssue(issue, def.keyType as z.ZodType, key, [...at, key]), on: 'key' });
      }
      sound[key] = this.validate(pair.value as Node | null, def.valueType as z.ZodType, [...at, key]);
    }
    return sound;
  }

  private list(node: MaybeNode, schema: z.ZodType, element: (index: number) => z.ZodType, at: Path): unknown {
    if (isEmpty(node)) return this.absent(schema, at);
    if (!isSeq(node)) return this.wrongKind(node, 'a list', at);
    const sound = node.items.map((item, index) => this.validate(item as Node, element(index), [...at, index]));
    // Length rules look at the list itself; its items are already validated.
    const ofItsOwn =
      core(schema)
        .safeParse(sound)
        .error?.issues.filter(({ path }) => path.length === 0) ?? [];
    this.faults.push(...ofItsOwn.map((issue) => explainIssue(issue, schema, sound, at)));
    return sound;
  }

  private tuple(node: MaybeNode, schema: z.ZodType, { def }: z.ZodTuple, at: Path): unknown {
    if (isSeq(node) && node.items.length !== def.items.length) {
      const detail = core(schema).description ?? schema.description;
      this.faults.push({
        at,
        title: `${node.items.length} of the ${def.items.length} values that belong here`,
        detail,
      });
      return undefined;
    }
    return this.list(node, schema, (index) => def.items[index] as z.ZodType, at);
  }

  private leaf(node: MaybeNode, schema: z.ZodType, inner: z.ZodType, at: Path): unknown {
    if (isEmpty(node)) {
      this.faults.push(explainEmpty(schema, at));
      return undefined;
    }
    const value: unknown = isScalar(node) ? node.value : node?.toJSON();
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    const faults = read.error.issues.map((issue) =>
      explainIssue(issue, inner, value, [...at, ...(issue.path as Path)]),
    );
    this.faults.push(...faults);
    // Rules go on with what was probably meant, so that they hide nothing until this is corrected.
    const [meant] = faults.map(({ suggestion }) => suggestion);
    return meant === undefined ? undefined : schema.safeParse(meant).data;
  }

  private wrongKind(node: MaybeNode, expected: string, at: Path): undefined {
    this.faults.push(explainKind(isScalar(node) ? node.value : isMap(node) ? {} : [], expected, at));
    return undefined;
  }
}

/** Of `one` or `[one, another]`, what the form of the value says. */
function meantOf({ options }: z.ZodUnion, node: MaybeNode): z.ZodType {
  const isList = (option: z.ZodType) => core(option) instanceof z.ZodTuple;
  return (options as z.ZodType[]).find((option) => isList(option) === isSeq(node)) as z.ZodType;
}

/** @param at where the key stands now, which is under the name it was read as */
function unknownKey(key: string, meant: string | undefined, known: string[], at: Path): Fault {
  const where = nameOf(at.slice(0, -1));
  const [head = '', tail] = key.split(/:(.*)/s);
  if (tail) {
    return {
      at,
      on: 'key',
      title: `no space behind the colon of "${head}"`,
      suggestion: `${meant ?? head}: ${tail.trim()}`,
    };
  }
  const title = `unknown key ${JSON.stringify(key)}${where}`;
  if (meant !== undefined) return { at, on: 'key', title, suggestion: meant };
  const taken = nearest(key, known);
  const detail = taken ? `${taken} already stands there` : `what can stand there: ${known.join(', ')}`;
  return { at, on: 'key', title, detail };
}

const isEmpty = (node: MaybeNode): boolean => !node || (isScalar(node) && node.value === null);

/** From here on the tree says what was meant; the place in the text stays. */
export function readAs(pair: Pair, key: string): void {
  if (isScalar(pair.key)) pair.key.value = key;
}
