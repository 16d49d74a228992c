/**
 * Strings as YAML scalars that every parser reads alike.
 *
 * Kubernetes, Flux, SOPS, editors and CI tools parse with YAML 1.1, 1.2 or something between. So nothing is plain that
 * any of them could take for a number, a boolean, a date or a merge key: a string stays plain only when a narrow
 * pattern allows it, and everything else is quoted.
 */

/** Words that some parser reads as boolean, null or float, in lower case (YAML 1.1 types, YAML 1.2 core schema). */
const ambiguousWords = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nil', 'inf', 'nan']);

/**
 * Starts with a letter, `_`, `/` or a flag's dashes and a letter; `:` and blanks only where the next character cannot
 * make them an indicator. No digit, `.` or `+` in front: that is where numbers, dates and 12:30:45 begin. Nor an
 * exponent alone: the YAML 1.1 of some parsers wants no digit before the E of a float.
 */
const plain =
  /^(?!-?[eE][-+]?[0-9]+$)(?:[A-Za-z_/]|--?[A-Za-z])(?:[A-Za-z0-9_./@+=,;()$~^-]|:(?=[A-Za-z0-9_./@-])| (?=[A-Za-z0-9_./(=$]))*$/;

/** Quantities and durations such as 64Mi, 100m, 1.5Gi, 30s. No suffix E: 1E5 is a float. */
const quantity = /^[0-9]+(?:\.[0-9]+)?(?:m|u|k|Ki|M|Mi|G|Gi|T|Ti|ms|s|h|d|w)$/;

/**
 * What no reader can see, or a parser may take for a line break or refuse: written as an escape. Listed, since Unicode
 * classes differ between versions of Node, and the bytes must not.
 */
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\u{e0000}-\u{e0fff}]/u;
const unseenBeyondJson =
  /[\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\u{e0000}-\u{e0fff}]/gu;

export const loneSurrogate = /\p{Surrogate}/u;

/** Blanks on a line of their own: editors strip them and parsers disagree about them. */
const blankLine = /(?:^|\n)[ \t]+(?:\n|$)/;

function escaped(char: string): string {
  const hex = char.codePointAt(0)!.toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/** A string on one line: plain if it is beyond doubt, else quoted. */
export function inlineString(text: string): string {
  if (plain.test(text)) return text.length <= 5 && ambiguousWords.has(text.toLowerCase()) ? `"${text}"` : text;
  if (quantity.test(text)) return text;
  // JSON inside a string stays readable in single quotes, where nothing but the quote itself is special
  if (/["\\]/.test(text) && /^[\x20-\x7e]*$/.test(text) && !text.includes("'")) return `'${text}'`;
  return JSON.stringify(text).replace(unseenBeyondJson, escaped); // every JSON string is a double-quoted YAML scalar
}

/** Whether `blockString` renders this text exactly. */
export function isBlockString(text: string): boolean {
  return (
    text.includes('\n') &&
    !unseen.test(text) &&
    !loneSurrogate.test(text) &&
    !blankLine.test(text) &&
    !/^\n*$/.test(text)
  );
}

/**
 * A text of several lines as literal block scalar; `indent` is the column of the key or dash it belongs to. The header
 * says how the text ends (`-` without line feed, `+` with several), and how deep it is indented where its first line
 * cannot show that.
 */
export function blockString(text: string, indent: string): string {
  const ending = text.endsWith('\n\n') ? '+' : text.endsWith('\n') ? '' : '-';
  const depth = /^[ \t\n]/.test(text) ? '2' : '';
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  return `|${depth}${ending}\n${body.replace(/^(?=[^\n])/gm, `${indent}  `)}`;
}
