/** Words, paths and addresses that no YAML 1.1 parser reads as anything but text; E1 is a float to some. */
const plainWord = /^(?![eE][0-9]+$)[A-Za-z/][A-Za-z0-9_./-]*$/;
const plainAddress = /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/;
const ambiguous = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nan', 'inf']);

/**
 * Text of a document in which nothing needs a quote, byte for byte as the yaml package prints it, in a tenth of its time.
 * Undefined for every other: what shows up twice (the package makes an alias of it), is null, negative or a fraction, or
 * is a text that may have to be quoted.
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
    if (!isPlain(key) || !addValue(lines, `${lead}${key}:`, map[key], indent, seen)) return false;
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
  if (typeof value === 'string') return isPlain(value) ? value : undefined;
  if (typeof value === 'boolean') return String(value);
  return Number.isSafeInteger(value) && (value as number) > 0 ? String(value) : undefined;
}

function isPlain(text: string): boolean {
  return (plainWord.test(text) && !ambiguous.has(text.toLowerCase())) || plainAddress.test(text);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
