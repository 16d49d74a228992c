import { type AskedValue, secretId } from '../../facts/secret-declaration';
import type { RandomBytes } from '../randomness';
import { derive, makeRandom } from './make-value';
import { type KeyRef, type ValuesBySecret, type WantedKeys, refText } from './wanted-keys';

/** What a person entered, or undefined when nobody was there to ask. */
export type Answer = (ref: KeyRef, asked: AskedValue) => Promise<string | undefined>;

export interface Making {
  random: RandomBytes;
  answer: Answer;
  /** Values that someone states instead of having them made, by `refText`. @default - none */
  given?: ReadonlyMap<string, string>;
}

export interface Made {
  /** Only what is new. */
  values: ValuesBySecret;
  /** Keys that only a person knows and nobody told, and what hangs on them. */
  unanswered: { ref: KeyRef; hint: string }[];
}

/**
 * Makes what is declared and not there yet. What is there is never touched.
 * @param among ids of the Secrets that lack something; what the others hold may be closed to us. @default - all
 */
export function makeMissing(
  wanted: WantedKeys,
  existing: ValuesBySecret,
  making: Making,
  among?: ReadonlySet<string>,
): Promise<Made> {
  const missing = wanted
    .all()
    .filter((ref) => (among?.has(secretId(ref)) ?? true) && valueIn(existing, ref) === undefined);
  return make(missing, wanted, existing, making);
}

/**
 * Makes new values for some keys and for everything that repeats or is derived from them. Rotating a copy rotates what
 * it is a copy of, so that one value stays one.
 */
export function makeAnew(
  refs: readonly KeyRef[],
  wanted: WantedKeys,
  existing: ValuesBySecret,
  making: Making,
): Promise<Made> {
  return make(wanted.followers(refs.map((ref) => wanted.origin(ref))), wanted, existing, making);
}

async function make(due: KeyRef[], wanted: WantedKeys, existing: ValuesBySecret, making: Making): Promise<Made> {
  const isDue = new Set(due.map(refText));
  const values: ValuesBySecret = new Map();
  const unanswered = new Map<string, { ref: KeyRef; hint: string }>();

  const valueOf = async (ref: KeyRef): Promise<string | undefined> => {
    const before = valueIn(values, ref) ?? (isDue.has(refText(ref)) ? undefined : valueIn(existing, ref));
    if (before !== undefined || unanswered.has(refText(ref))) return before;
    const value = await madeFrom(ref);
    if (value !== undefined) put(values, ref, value);
    return value;
  };

  const madeFrom = async (ref: KeyRef): Promise<string | undefined> => {
    const given = making.given?.get(refText(ref));
    if (given !== undefined) return given;
    const recipe = wanted.recipe(ref);
    if (recipe === undefined) throw new Error(`nothing declares ${refText(ref)}`);
    const source = wanted.source(ref);
    const from = source && (await valueOf(source));
    switch (recipe.make) {
      case 'literal':
        return recipe.value;
      case 'same-as':
        return from;
      case 'public-key':
      case 'htpasswd':
        return from === undefined ? undefined : derive(recipe, from, making.random);
      case 'ask': {
        const answer = await making.answer(ref, recipe);
        if (!answer) unanswered.set(refText(ref), { ref, hint: recipe.hint });
        return answer || undefined;
      }
      default:
        return makeRandom(recipe, making.random);
    }
  };

  for (const ref of due) await valueOf(ref);
  return { values, unanswered: [...unanswered.values()] };
}

function valueIn(values: ValuesBySecret, ref: KeyRef): string | undefined {
  return values.get(secretId(ref))?.get(ref.key);
}

function put(values: ValuesBySecret, ref: KeyRef, value: string): void {
  const id = secretId(ref);
  if (!values.has(id)) values.set(id, new Map());
  values.get(id)?.set(ref.key, value);
}
