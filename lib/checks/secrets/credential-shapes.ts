/** What gives a string away as a credential. Every pattern is about the string alone, whatever object it stands in. */
export interface Suspicion {
  /** Continues "looks like …". */
  looksLike: string;
  /** The part of the string that is meant. */
  text: string;
}

/** Formats that their makers made recognisable on purpose. */
const knownShapes: readonly [looksLike: string, shape: RegExp][] = [
  ['an age private key', /AGE-SECRET-KEY-[0-9A-Z-]{20,}/],
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})/],
  ['a token of GitLab', /\bglpat-[\w-]{20,}/],
  ['a token of Slack', /\bxox[abeoprs]-[\w-]{10,}/],
  ['a webhook of Slack', /hooks\.slack\.com\/services\/[\w/]{20,}/],
  ['an access key of AWS', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a token of Hugging Face', /\bhf_[A-Za-z0-9]{30,}/],
  ['an API key', /\bsk-[\w-]{16,}/],
  ['a JSON web token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/],
  ['a bcrypt hash', /\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}/],
];

/** Most strings of a rack are none of these: one look settles it. */
const anyKnownShape = new RegExp(knownShapes.map(([, { source }]) => source).join('|'));

/** Shorter than any credential. */
const shortest = 4;

/** A password inside a URL, unless it is a variable: `postgres://user:hunter2@host`. */
const passwordInUrl = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"]*:(?![$<{%*])([^\s/@'"]+)@/i;

/**
 * The end of a name, a separator and a value on one line: of a configuration file, an argument, a connection string.
 * What stands before that end is looked up once there is something to say: to match it costs more than all else here.
 */
const assignment = /(passw(?:or)?d|passphrase|secret|token|credentials?|api[_-]?key|access[_-]?key|private[_-]?key)["']?\s*[:=]\s*["']?([^\s"',;}&]+)/gi;
const nameBefore = /[\w.-]*$/;

const mustStayEmpty = /(?:passw(?:or)?d|passphrase)$/i;
const mustNotBeRandom = /(?:secret|token|credentials?|(?:api|access|secret|private|master|encryption|signing|salt)[_.-]?key)$/i;
/** A variable, a template, a path, a URL or a number: what stands where a credential is looked up or counted. */
const indirect = /^(?:\$|<|\{|%|\*|\/|\.\/|~\/|file:|os\.environ|https?:|ENC\[|(?:true|false|null|none|yes|no|password|required)$|-?\d+[a-z]*$)/i;

/** The first thing about a string that looks like a credential; `name` is the field or variable that holds it. */
export function suspicionOf(name: string, text: string): Suspicion | undefined {
  if (text.length < shortest) return undefined;
  if (anyKnownShape.test(text)) {
    for (const [looksLike, shape] of knownShapes) {
      const found = shape.exec(text);
      if (found) return { looksLike, text: found[0] };
    }
  }
  const url = text.includes('://') ? passwordInUrl.exec(text) : null;
  if (url?.[1] !== undefined) return { looksLike: 'a password in a URL', text: url[1] };
  return literalCredential(name, text) ?? assignedCredential(text) ?? randomRun(name, text);
}

function assignedCredential(text: string): Suspicion | undefined {
  if (!text.includes('=') && !text.includes(':')) return undefined;
  for (const { index, 1: ending = '', 2: value = '' } of text.matchAll(assignment)) {
    const name = nameBefore.exec(text.slice(0, index))![0] + ending;
    const found = literalCredential(name, value);
    if (found) return found;
  }
  return undefined;
}

function literalCredential(name: string, value: string): Suspicion | undefined {
  if (value.length < 4 || /\s/.test(value) || indirect.test(value)) return undefined;
  if (mustStayEmpty.test(name)) return { looksLike: `the password that ${name} names`, text: value };
  if (mustNotBeRandom.test(name) && value.length >= 12 && runLength(value) < 3.5 && /\d/.test(value)) {
    return { looksLike: `the credential that ${name} names`, text: value };
  }
  return undefined;
}

/** Names of fields that hold something random which is no secret. */
const publicRandom = /hash|digest|checksum|sha\d|fingerprint|revision|commit|uid$|uuid|image|caBundle|certificate|\.crt$|integrity/i;
/** The same, told by what stands around it; cut out before looking. */
const publicParts = [
  /-----BEGIN (CERTIFICATE|PUBLIC KEY)-----[^-]*-----END \1-----/g,
  /-----BEGIN AGE ENCRYPTED FILE-----[^-]*-----END AGE ENCRYPTED FILE-----/g,
  /ENC\[[^\]]*\]/g,
  /\bsha(?:1|256|384|512)[:-][A-Za-z0-9+/=]+/g,
  /\bage1[0-9a-z]+/g,
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
  /\b(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp256) [A-Za-z0-9+/=]+/g,
  /\b(?:https?:\/\/)?[\w.-]+(?:\/[\w.-]+)+:v?\d[\w.-]*/g, // an image or a URL with a version
  /^(?:[a-z]+-)+[0-9a-f]{8}$/g, // the name of a Job, which ends in the hash of its template
  /(?<![\w./-])[\w./-]+\.(?:gguf|ya?ml|json|conf|sh)\b/g, // a file by its ending, with the folders and revisions above it
];

const shortestRun = 24;
/** From where a run begins: to try every place within one costs its length once more. */
const longRuns = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,}/g;

function randomRun(name: string, text: string): Suspicion | undefined {
  if (text.length < shortestRun) return undefined;
  // Without a long run that has a digit in it there is nothing random, whatever is cut out.
  if (!text.match(longRuns)?.some((run) => /\d/.test(run)) || publicRandom.test(name)) return undefined;
  const rest = publicParts.reduce((left, part) => left.replace(part, ' '), text);
  const run = rest.match(longRuns)?.find(looksRandom);
  return run === undefined ? undefined : { looksLike: 'a random key', text: run };
}

/**
 * Words change between capitals, small letters and digits seldom, random characters about every second time. Entropy
 * alone calls long identifiers random.
 */
function looksRandom(text: string): boolean {
  if (!/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  if (/^[0-9a-f]+$/.test(text) || /^[0-9A-F]+$/.test(text)) return text.length >= 32 && entropy(text) > 3;
  return runLength(text) < 2.9 && entropy(text) > 3.6;
}

/** Mean length of runs of letters or digits; a capital before small letters belongs to their run. */
function runLength(text: string): number {
  const runs = text.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
  return runs.join('').length / Math.max(runs.length, 1);
}

/** Bits a character, after Shannon. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
