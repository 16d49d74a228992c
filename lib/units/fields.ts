/**
 * Field types for the blocks of apps: scalars as people write them, canonical text afterwards (`1.5Gi` → `1536Mi`), so
 * that a default reads like what an owner would write: `quantity.default('384Mi').describe('per pod')`.
 * Numbers come from the unit's own file: `bytesOf(spec.memory)`, `secondsOf(spec.keepBackups)`, `ratioOf(…)`.
 */
import * as z from 'zod';
import { durationOfSeconds, parseDuration } from './duration';
import { parseMeasure, percent as percentUnit } from './measure';
import { parseBytes, parseMillicores, quantityOfBytes, quantityOfMillicores } from './quantity';

/** How a text is written, for messages and for the JSON Schema of editors. */
export interface Notation {
  /** With its article: `a quantity`. */
  what: string;
  /** What to write, ending in an example: `a number with a unit, such as 384Mi`. */
  how: string;
  examples: readonly [string, ...string[]];
  /** For editors, which know no functions; at most as strict as `read`. */
  pattern: RegExp;
  /** Canonical text, or undefined when it is none. */
  read: (text: string) => string | undefined;
  /** What was probably meant by a text that `read` refuses; shown only if `read` takes it. */
  repair?: (text: string) => string;
  /** What is wrong in particular, where that says more than that it `is not <what>`. */
  why?: (text: string) => string | undefined;
}

/** What a field expects, for the message when the value is no text at all. */
export const notations = z.registry<Notation>();

/** Details of an issue beyond its message; what lib/spec prints below the line with the caret. */
export interface IssueParams {
  detail: string;
  /** Text to replace the value with. */
  suggestion?: string;
}

/** A scalar in a notation of its own; `notation.read` decides, everything else explains. */
export function written(notation: Notation): z.ZodString {
  const { what, how, examples, pattern, read } = notation;
  return z
    .string()
    .superRefine((text, context) => {
      if (read(text) !== undefined) return;
      const params: IssueParams = { detail: `write ${how}`, suggestion: repaired(notation, text) };
      const message = `${JSON.stringify(text)} ${notation.why?.(text) ?? `is not ${what}`}`;
      context.addIssue({ code: 'custom', message, params: { ...params }, input: text, continue: false });
    })
    .overwrite((text) => read(text) as string)
    .meta({ pattern: pattern.source, examples: [...examples] })
    .register(notations, notation);
}

/** The repaired text, if repairing helps. */
export function repaired({ read, repair }: Notation, text: string): string | undefined {
  const candidate = repair?.(text.trim());
  return candidate !== undefined && read(candidate) !== undefined ? candidate : undefined;
}

/** Bytes: memory, disks. Canonical: `384Mi`, `1G`. */
export const quantity = written({
  what: 'a quantity',
  how: 'a number with a unit: 384Mi and 2Gi count in steps of 1024, 1GB in steps of 1000',
  examples: ['384Mi', '2Gi', '1GB'],
  pattern: /^\d+(\.\d+)?([KMGTPE]i|[kKMGTPE])?B?$/,
  read: (text) => {
    const bytes = /[A-Za-z]/.test(text) ? parseBytes(text) : undefined;
    return bytes ? quantityOfBytes(bytes) : undefined;
  },
  repair: (text) =>
    text
      .replaceAll(' ', '')
      .replace(
        /([kmgtpe])(i?)(b?)$/i,
        (_, scale: string, binary: string, b: string) => scale.toUpperCase() + binary.toLowerCase() + b.toUpperCase(),
      ),
});

/** Processor time: `100m` is a tenth of a core, `2` two cores. A bare number needs quotes in YAML; `2000m` does not. */
export const cpu = written({
  what: 'an amount of processor',
  how: 'thousandths of a core, such as 250m, or whole cores in quotes, such as "2"',
  examples: ['100m', '2000m'],
  pattern: /^\d+(\.\d+)?m?$/,
  read: (text) => {
    const millicores = parseMillicores(text);
    return millicores ? quantityOfMillicores(millicores) : undefined;
  },
  repair: (text) => {
    const [, cores] = /^(\d+(?:\.\d+)?) ?(?:c|cores?|cpus?|vcpus?)$/i.exec(text) ?? [];
    return cores === undefined ? text.replace(/ ?(?:M|millicores?)$/, 'm') : `${Math.round(Number(cores) * 1000)}m`;
  },
});

/** Canonical: `30d`, `1h30m`. */
export const duration = written({
  what: 'a duration',
  how: 'numbers with a unit of w, d, h, m or s, such as 30d, 5m or 1h30m',
  examples: ['30d', '5m', '1h30m'],
  pattern: /^(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?$/,
  read: (text) => {
    const seconds = parseDuration(text);
    return seconds === undefined ? undefined : durationOfSeconds(seconds);
  },
  repair: (text) =>
    text
      .toLowerCase()
      .replace(
        /(\d+) *(week|day|hour|min|sec|[wdhms])[a-z]*[ ,]*/g,
        (_, n: string, unit: string) => n + unit.charAt(0),
      ),
});

/** 0 % to 100 %. Canonical: `30%`. */
export const percent = written({
  what: 'a share',
  how: 'a share from 0% to 100%, with its sign',
  examples: ['30%'],
  pattern: /^\d+(\.\d+)? ?%$/,
  read: (text) => {
    const value = parseMeasure(percentUnit, text);
    return value !== undefined && value <= 100 ? `${value}%` : undefined;
  },
  repair: (text) => (/^0?\.\d+$/.test(text) ? `${Number(text) * 100}%` : `${text.replace(/ ?(percent|pct)$/i, '')}%`),
});

export const port = z.int().min(1).max(65_535);

const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const toLabel = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63);

/** RFC 1123 label: names of racks, nodes and namespaces. */
export const dnsLabel = written({
  what: 'a DNS label',
  how: 'at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends',
  examples: ['homelab'],
  pattern: label,
  read: (text) => (label.test(text) ? text : undefined),
  repair: toLabel,
});

const isHostname = (text: string) => text.length <= 253 && text.split('.').every((part) => label.test(part));

/** DNS name without a trailing dot; addresses are refused, since their last label would be a number. */
export const hostname = written({
  what: 'a host name',
  how: 'DNS labels joined by dots, such as rack.home.arpa',
  examples: ['rack.home.arpa'],
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  read: (text) => (isHostname(text) && !/(^|\.)\d+$/.test(text) ? text : undefined),
  repair: (text) =>
    text
      .replace(/^[a-z]+:\/\//i, '')
      .replace(/[/:].*$/, '')
      .replace(/\.$/, '')
      .split('.')
      .map(toLabel)
      .join('.'),
});

/** http or https, without a trailing slash, so that paths can be joined to it. Credentials belong in a Secret. */
export const url = written({
  what: 'a web address',
  how: 'an address that begins with https:// or http:// and carries no user name or password',
  examples: ['https://s3.example.org'],
  pattern: /^https?:\/\/\S+$/,
  read: (text) => {
    const parsed = /^https?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : undefined;
    return parsed && !parsed.username && !parsed.password ? text.replace(/\/+$/, '') : undefined;
  },
  repair: (text) => {
    if (/^git@[^:]+:/.test(text)) return text.replace(/^git@([^:]+):/, 'https://$1/').replace(/\.git$/, '');
    return text.includes('://') ? text.replace(/^[a-z+]+:\/\/([^/@]*@)?/i, 'https://') : `https://${text}`;
  },
});
