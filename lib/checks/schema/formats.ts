/** Forms of text that schemas and the server's own code ask for, each with words for a message. */

export interface TextForm {
  accepts(text: string): boolean;
  /** What is expected, after "expected". */
  words: string;
}

/** apimachinery pkg/api/resource/quantity.go. */
const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

export function isQuantity(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && QUANTITY.test(value));
}

/** Go's time.ParseDuration. */
const GO_DURATION = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|\u00b5s|ms|s|m|h))+)$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function isDateTime(text: string): boolean {
  return DATE_TIME.test(text) && !Number.isNaN(Date.parse(text.replace(',', '.')));
}

export function isIpv4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

export function isIpv6(text: string): boolean {
  if (!/^[\da-fA-F:.]+$/.test(text) || !text.includes(':')) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = (half: string) => (half === '' ? [] : half.split(':'));
  const all = halves.flatMap(groups);
  const tail = all.at(-1) ?? '';
  const embedded = tail.includes('.') ? 1 : 0;
  if (embedded && !isIpv4(tail)) return false;
  const plain = embedded ? all.slice(0, -1) : all;
  if (!plain.every((group) => /^[\da-fA-F]{1,4}$/.test(group))) return false;
  const count = all.length + embedded;
  return halves.length === 2 ? count < 8 : count === 8;
}

export function isIp(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

export function isCidr(text: string): boolean {
  const [address = '', bits = '', rest] = text.split('/');
  if (rest !== undefined || !/^\d{1,3}$/.test(bits)) return false;
  return (isIpv4(address) && Number(bits) <= 32) || (isIpv6(address) && Number(bits) <= 128);
}

function isUri(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text) || text.startsWith('/');
}

/** Formats of OpenAPI that the API server enforces. */
export const formats: Readonly<Record<string, TextForm>> = {
  'date-time': { accepts: isDateTime, words: 'a time such as 2026-01-31T12:00:00Z' },
  date: { accepts: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text), words: 'a date such as 2026-01-31' },
  byte: { accepts: (text) => BASE64.test(text.replace(/[\r\n]/g, '')), words: 'base64' },
  duration: { accepts: (text) => GO_DURATION.test(text), words: 'a duration such as 90s or 1h30m' },
  ipv4: { accepts: isIpv4, words: 'an IPv4 address' },
  ipv6: { accepts: isIpv6, words: 'an IPv6 address' },
  cidr: { accepts: isCidr, words: 'a CIDR such as 10.0.0.0/8' },
  uri: { accepts: isUri, words: 'a URI' },
  uuid: {
    accepts: (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text),
    words: 'a UUID',
  },
};

const compiled = new Map<string, RegExp>();

/** A pattern in Go's syntax as a RegExp: flags stand in front or behind the ^ in Go, and JavaScript names groups without the P. */
export function goPattern(pattern: string): RegExp {
  let regexp = compiled.get(pattern);
  if (!regexp) {
    const [, start = '', flags = '', body = ''] = /^(\^?)((?:\(\?[ims]+\))?)([\s\S]*)$/.exec(pattern) ?? [];
    const source = `${start}${body}`
      .replace(/\(\?P</g, '(?<')
      .replace(/\\z/g, '$')
      .replace(/\\A/g, '^');
    regexp = new RegExp(source, flags.replace(/[()?]/g, ''));
    compiled.set(pattern, regexp);
  }
  return regexp;
}
