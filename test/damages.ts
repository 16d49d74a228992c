import fc from 'fast-check';

/**
 * How files that people write are damaged, for the tests that want words as the answer to each, and never a secret that
 * somebody pasted into one.
 */

/** What must never be repeated, in the forms in which it is pasted. */
export const secret = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
export const planted = [
  `AGE-SECRET-KEY-1${secret.toUpperCase()}`,
  `https://${secret}@git.example.org/me/rack`,
  `https://me:${secret}@git.example.org/me/rack`,
  `https://hooks.example.org/services/${secret}`,
];

const noise = fc.constantFrom(
  ...['{', '[', '}', ']', ':', '- ', '"', "'", '\n', '\t', ' ', '&a', '*a', '!!x ', '#', '%', '|', '>', '?', ','],
  ...['\u0000', '\u200b', '\u00a0', '\ufeff', '\u0430', '\u{1f600}', '\ud800', '<<: ', '---\n', '__proto__: 1\n'],
  ...['['.repeat(3000), '- '.repeat(3000), 'a: '.repeat(300), 'x'.repeat(5000), '9'.repeat(400)],
);

/** A place in a text, as a share of its length. */
export const anywhere = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

/** One to six damages: something put in, taken out, doubled, or the rest cut off. */
export const damages = fc.array(
  fc.record({
    what: fc.constantFrom('insert', 'delete', 'double', 'swap', 'cut', 'value'),
    at: anywhere,
    length: fc.integer({ min: 1, max: 40 }),
    noise,
  }),
  { minLength: 1, maxLength: 6 },
);

export type Damage = typeof damages extends fc.Arbitrary<(infer Each)[]> ? Each : never;

export function damaged(text: string, each: Damage): string {
  const from = Math.floor(each.at * text.length);
  const to = from + each.length;
  const [before, part, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  switch (each.what) {
    case 'insert':
      return before + each.noise + part + after;
    case 'delete':
      return before + after;
    case 'double':
      return before + part + part + after;
    case 'swap':
      return before + [...part].reverse().join('') + after;
    case 'cut':
      return each.length > 35 ? before : before + after;
    default:
      return `${before}${part}${after}`.replace(/(?<=: )[^\n{}[\],]+/, () => each.noise);
  }
}

/** Behind a space or at the start of a line, as people paste. */
export function pasted(text: string, paste: string, at: number): string {
  const from = Math.floor(at * text.length);
  const gap = /[ \n]/g;
  gap.lastIndex = from;
  const place = (gap.exec(text)?.index ?? text.length) + 1;
  return `${text.slice(0, place)}${paste}${text.slice(place)}`;
}
