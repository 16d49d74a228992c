/** Keys, and values of one word: no YAML 1.1 parser reads them as anything but text; E1 is a float to some. */
const plainWord = /^(?![eE][0-9]+$)[A-Za-z/$][A-Za-z0-9_./-]*$/;
/** Addresses with a port, expressions, rules of udev: `:` and blanks where the next character makes no indicator of them. */
const plainPhrase = /^(?![eE][0-9]+$)[A-Za-z/](?:[A-Za-z0-9_./=",-]|:(?=[A-Za-z0-9/])| (?=[A-Za-z0-9=/"]))*$/;
const plainAddress = /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/;
/** 250m, 896Mi, 100GiB, 15s, 10%. */
const plainMeasure = /^[1-9]\d*(?:[KMGT]i?B?|m|s|%)$/;
const ambiguous = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nan', 'inf']);
/** Texts that would be numbers or booleans without quotes. */
const quoted = /^(?:\d{1,15}|true|false|on|off|yes|no)$/;

/**
 * Text of a document whose texts are simple, byte for byte as the yaml package prints it, in a tenth of its time.
 * Undefined for every other: what shows up twice (the package makes an alias of it), is null, negative or a fraction, or
 * is a text that may have to be escaped.
 */
export function plainDocument(document: unknown): string | undefined {
  if (!isRecord(document) || Object.keys(document).length === 0) return undefined;
  const lines: string[] = [];
  return addMap(lines, document, '', '', new Set()) ? `${lines.join('\n')}\n` : undefined;
}

/** `first` stands before the first line, in place of the indent: a list's dash shares a line with it. */
function addMap(lines: string[], map: Record<string, unknown>, indent: string, first: string, seen: Set<object>): boolean {
  if (seen.has(map)) return false;
  seen.add(map);
  let lead = first;
  for (const key of Object.keys(map)) {
    if (!isWord(key) || !addValue(lines, `${lead}${key}:`, map[key], indent, seen)) return false;
    lead = indent;
  }
  return true;
}

function addValue(lines: string[], owner: string, value: unknown, indent: string, seen: Set<object>): boolean {
  const scalar = scalarText(value);
  if (scalar !== undefined) return lines.push(`${owner} ${scalar}`) > 0;
  const deeper = `${indent}  `;
  if (Array.isArray(value) && value.length > 0) {
    lines.push(owner);
    return addList(lines, value, deeper, seen);
  }
  if (!isRecord(value) || Object.keys(value).length === 0) return false;
  lines.push(owner);
  return addMap(lines, value, deeper, deeper, seen);
}

function addList(lines: string[], list: unknown[], indent: string, seen: Set<object>): boolean {
  if (seen.has(list)) return false;
  seen.add(list);
  return list.every((item) => {
    const scalar = scalarText(item);
    if (scalar !== undefined) return lines.push(`${indent}- ${scalar}`) > 0;
    if (!isRecord(item) || Object.keys(item).length === 0) return false;
    return addMap(lines, item, `${indent}  `, `${indent}- `, seen);
  });
}

function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return isPlain(value) ? value : quoted.test(value) ? `'${value}'` : undefined;
  if (typeof value === 'boolean') return String(value);
  return Number.isSafeInteger(value) && (value as number) > 0 ? String(value) : undefined;
}

function isPlain(text: string): boolean {
  if (plainAddress.test(text) || plainMeasure.test(text)) return true;
  return plainPhrase.test(text) && !ambiguous.has(text.toLowerCase());
}

function isWord(text: string): boolean {
  return plainWord.test(text) && !ambiguous.has(text.toLowerCase());
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
