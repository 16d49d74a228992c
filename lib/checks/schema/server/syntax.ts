/** The syntaxes of names (apimachinery pkg/util/validation and pkg/api/validate/content). Each says what is wrong, or nothing. */

export type Syntax = (text: string) => string | undefined;

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

function syntax(shape: RegExp, longest: number, words: string): Syntax {
  return (text) => {
    if (text.length > longest) return `has ${text.length} characters, at most ${longest} are allowed`;
    return shape.test(text) ? undefined : words;
  };
}

const labelWords = "must be lower-case letters, digits and '-', and begin and end with a letter or digit";

/** RFC 1123 label. */
export const dnsLabel = syntax(LABEL, 63, labelWords);

/** RFC 1123 subdomain: labels joined by dots. */
export const dnsSubdomain = syntax(
  SUBDOMAIN,
  253,
  "must be lower-case letters, digits, '-' and '.', and begin and end with a letter or digit",
);

/** What a subdomain is, with underscores where a label begins (search lists of DNS). */
export const dnsSearch = syntax(
  /^[a-z0-9_](?:[-a-z0-9_]*[a-z0-9])?(?:\.[a-z0-9_](?:[-a-z0-9_]*[a-z0-9])?)*$/,
  253,
  'must be a DNS name',
);

export const dnsWildcard = syntax(
  /^\*\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/,
  253,
  "must be '*.' and a DNS name",
);

/** RBAC names: whatever fits one segment of a URL. */
export const pathSegment: Syntax = (text) => {
  if (text === '.' || text === '..') return `may not be '${text}'`;
  if (text.includes('/') || text.includes('%')) return "may not hold '/' or '%'";
  return undefined;
};

export const labelKey: Syntax = (text) => {
  const parts = text.split('/');
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  if (parts.length > 2) return "may hold one '/' only, after a DNS prefix";
  const wrong = prefix === undefined ? undefined : dnsSubdomain(prefix);
  if (wrong !== undefined) return `the prefix "${prefix}" ${prefix === '' ? 'is empty' : wrong}`;
  if (name.length > 63) return `the name has ${name.length} characters, at most 63 are allowed`;
  if (!QUALIFIED.test(name))
    return "the name must be letters, digits, '-', '_' and '.', and begin and end with a letter or digit";
  return undefined;
};

export const labelValue: Syntax = (text) => {
  if (text.length > 63) return `has ${text.length} characters, at most 63 are allowed`;
  if (text === '' || QUALIFIED.test(text)) return undefined;
  return "must be letters, digits, '-', '_' and '.', and begin and end with a letter or digit";
};

/** IANA service name. */
export const portName: Syntax = (text) => {
  if (text.length > 15) return `has ${text.length} characters, at most 15 are allowed`;
  if (!/^[-a-z0-9]+$/.test(text)) return "must be lower-case letters, digits and '-'";
  if (!/[a-z]/.test(text)) return 'needs at least one letter';
  if (text.includes('--')) return "may not hold '--'";
  if (/^-|-$/.test(text)) return "may not begin or end with '-'";
  return undefined;
};

/** Environment variables may hold any printable ASCII but '=' since 1.34. */
export const envName: Syntax = (text) => (/^[ -<>-~]+$/.test(text) ? undefined : "must be printable ASCII without '='");

/** Keys of ConfigMaps and Secrets. */
export const configKey: Syntax = (text) => {
  if (text.length > 253) return `has ${text.length} characters, at most 253 are allowed`;
  if (!/^[-._a-zA-Z0-9]+$/.test(text)) return "must be letters, digits, '-', '_' and '.'";
  if (text === '.' || text.startsWith('..')) return "may not be '.' or begin with '..'";
  return undefined;
};

export const httpHeaderName: Syntax = (text) =>
  /^[-A-Za-z0-9]+$/.test(text) ? undefined : "must be letters, digits and '-'";

/** `25%`, or nothing else. */
export function isPercent(text: string): boolean {
  return /^\d+%$/.test(text);
}
