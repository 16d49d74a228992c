import { mask } from './mask';

/** Longer quotes say nothing more to a person. */
const maxQuote = 80;

/** Text of a rack file as a message may repeat it: secrets struck out, long quotes cut, invisible characters named. */
export function echoed(text: string): string {
  return mask(text)
    .replaceAll(/"((?:\\.|[^"\\])*)"/g, (whole, quote: string) =>
      quote.length > maxQuote ? `"${quote.slice(0, maxQuote)}…"` : whole,
    )
    .replaceAll(unseen, (character) => `<${codePoint(character)}>`);
}

/** The same for what may hold a line end and must not make one, such as a file's name: a line of its own could say anything. */
export function onOneLine(text: string): string {
  return echoed(text).replaceAll(/[\n\t]/g, (character) => `<${codePoint(character)}>`);
}

/** Control and format characters, and every space but the ordinary one. */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}]|(?! )\p{Zs}/gu;

const latinTwins: Readonly<Record<string, string>> = Object.fromEntries(
  [...'аaеeоoрpсcуyхxіiјjԁdһhԛqѕsԝwοoαaνv–-—-−-‑-‐-∕/։:：:'].flatMap((twin, index, all) =>
    index % 2 === 0 ? [[twin, all[index + 1] as string]] : [],
  ),
);

const names: Readonly<Record<string, string>> = {
  'U+00A0': 'a no-break space',
  'U+200B': 'a zero-width space',
  'U+200C': 'a zero-width character',
  'U+200D': 'a zero-width character',
  'U+202F': 'a narrow no-break space',
  'U+2060': 'a zero-width character',
  'U+FEFF': 'a byte order mark',
};

/** What the eye cannot tell in a text: `U+0430 looks like a`, `U+200B is a zero-width space`. Undefined: nothing. */
export function disguises(text: string): string | undefined {
  const told = [...new Set(text)].flatMap((character): string[] => {
    const code = codePoint(character);
    const twin = latinTwins[character];
    if (twin !== undefined) return [`${code} looks like ${twin}`];
    if (character.search(unseen) < 0) return [];
    return [`${code} is ${names[code] ?? 'an invisible character'}`];
  });
  return told.length > 0 ? `${told.slice(0, 5).join(', ')}: type it anew` : undefined;
}

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
