import { written } from '../../units/fields';

/** More in one entry is a slip of the finger, not a rack. */
export const maxBladesPerEntry = 500;

export interface NameRange {
  names: string[];
}

const namePattern = /^([a-z0-9](?:[-a-z0-9]*[-a-z])??)(\d+)\.\.(\d+)$/;
const singleName = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

function namesOf(text: string): string[] | undefined {
  if (singleName.test(text)) return [text];
  const [, prefix, from = '', to = ''] = namePattern.exec(text) ?? [];
  if (prefix === undefined || prefix.length + to.length > 63) return undefined;
  const count = Number(to) - Number(from) + 1;
  if (count < 1 || count > maxBladesPerEntry) return undefined;
  return Array.from({ length: count }, (_, index) => prefix + String(Number(from) + index).padStart(from.length, '0'));
}

export const nameRange = written({
  what: 'a name or a range of names',
  how: 'a name in lower case, or a range such as blade-04..20',
  examples: ['blade-01', 'blade-04..20'],
  pattern: /^[a-z0-9][-a-z0-9]*(\.\.\d+)?$/,
  read: (text) => (namesOf(text) ? text : undefined),
  why: (text) => {
    const [, , from = '', to = ''] = namePattern.exec(text) ?? [];
    if (Number(to) - Number(from) >= maxBladesPerEntry) return `counts more than ${maxBladesPerEntry} blades`;
    return Number(to) < Number(from) ? 'runs backwards' : undefined;
  },
  repair: (text) => {
    const [, prefix, from = '', to = ''] = namePattern.exec(text) ?? [];
    if (prefix !== undefined) return `${prefix}${to.padStart(from.length, '0')}..${from.padStart(to.length, '0')}`;
    return text
      .toLowerCase()
      .replaceAll(/[_ ]/g, '-')
      .replace(/(\d)(?:-{1,2}|\.{3}|\u2013)(?:[a-z-]*)(\d+)$/, '$1..$2')
      .replace(/\.\.[a-z-]+(\d+)$/, '..$1');
  },
}).transform((text): NameRange => ({ names: namesOf(text) as string[] }));
