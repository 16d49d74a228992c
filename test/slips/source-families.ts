import { seeded, shuffled } from '../../lib/placement/random';
import { misspelt } from './slip';

/** A slip in one line of one source of an app. */
export interface SourceSlip {
  family: string;
  file: string;
  /** From 1. */
  line: number;
  before: string;
  after: string;
}

interface SourceFamily {
  name: string;
  /** Files that it is made in. @default - every source of an app */
  files?: RegExp;
  pattern: RegExp;
  /** What stands there then; undefined: the whole line goes. */
  change(found: RegExpExecArray): string | undefined;
}

const word = (found: RegExpExecArray): string => `${found[1]}${misspelt(found[2] ?? '')}${found[3] ?? ''}`;

/** What a hurried developer gets wrong in the source of an app. */
export const sourceFamilies: readonly SourceFamily[] = [
  { name: 'a connection is left out', pattern: /^\s+[\w.!'[\]-]+\.connectsTo\([^;]*\);.*$/, change: () => undefined },
  { name: 'a connection loses one of its ends', pattern: /(\.connectsTo\()([^,()]+, )/, change: ([, a]) => a },
  { name: 'a host is misspelt', pattern: /(['"`/@])([a-z-]{4,})(\.\$?\{?[\w.-]*\}?\.?svc\b)/, change: word },
  {
    name: 'a port is another one',
    pattern: /(\b(?:port|http|metrics|sql|s3|redis|sentinel|otlp|gossip|grpc|health): )(\d{4,5})\b/,
    change: ([, a, n]) => `${a}${Number(n) + 1}`,
  },
  {
    name: 'a port in a text is another one',
    pattern: /(['"`]-?-?[\w.-]*[:=])(\d{4,5})(['"`])/,
    change: ([, a, n, b]) => `${a}${Number(n) + 1}${b}`,
  },
  { name: 'a mount is left out', pattern: /(mounts: \{ )('[^']+': '[^']+',? ?)/, change: ([, a]) => a },
  { name: 'a mount is elsewhere', pattern: /(mounts: \{ ')(\/[\w/-]+)(')/, change: word },
  { name: 'a writable folder is left out', pattern: /^(\s+)scratch: \{.*\},$/, change: () => undefined },
  { name: 'a writable folder is elsewhere', pattern: /(scratch: \{ ')(\/[\w/-]+)(')/, change: word },
  {
    name: 'a path is misspelt',
    pattern: /(['"`=])(\/(?:etc|run|var|data|models|restored)\/[\w./-]+)(['"`])/,
    change: word,
  },
  { name: 'a variable is misspelt', pattern: /^(\s+)([A-Z][A-Z0-9]*_[A-Z0-9_]+)(: )/, change: word },
  { name: 'a variable in a text is misspelt', pattern: /(\$\()([A-Z][A-Z0-9_]{3,})(\))/, change: word },
  {
    name: 'a directive of Redis is misspelt',
    files: /redis/,
    pattern:
      /^(\s*'?)((?:appendonly|appendfsync|maxmemory|min-replicas|repl-|aclfile|protected-mode|masteruser|sentinel resolve|tcp-)[a-z-]*)( )/,
    change: word,
  },
  {
    name: 'a parameter of PostgreSQL is misspelt',
    files: /postgres/,
    pattern: /^(\s+)((?:shared_buffers|max_|work_mem|effective|maintenance|random|wal_|log_min)[a-z_]*)(:)/,
    change: word,
  },
  {
    name: 'a value of a chart is misspelt',
    files: /(longhorn|cilium|cert-manager|cloudnative-pg|flux-operator|node-local)\.ts$/,
    pattern: /^(\s{6,})([a-z][A-Za-z]{5,})(: [^(]*[,{])$/,
    change: word,
  },
  {
    name: 'a key of a configuration is misspelt',
    files: /(litellm|otel-collector|tempo|alertmanager)[\w.-]*\.ts$/,
    pattern: /^(\s+)([a-z]+_[a-z_]+)(: )/,
    change: word,
  },
  { name: 'a right is misspelt', pattern: /((?:verbs|resources|apiGroups): \[')([a-z][\w./-]+)(')/, change: word },
  {
    name: 'a role or database is misspelt',
    pattern: /((?:database|owner|role|user|bucket)\w*: ')([a-z][\w-]{3,})(')/,
    change: word,
  },
  { name: 'a label is misspelt', pattern: /(nodeSelector: \{ \[?'?)([\w./-]{5,})/, change: word },
  { name: 'a name of an image is misspelt', pattern: /(image: ')([a-z][\w-]{3,})(')/, change: word },
  { name: 'a namespace is misspelt', pattern: /(namespaces: \{ '?\[?)([a-z-]{4,})/, change: word },
  {
    name: 'a schedule has six fields',
    pattern: /(schedule: ')([\d*/ ]+)(')/,
    change: ([, a, s, b]) => `${a}0 ${s}${b}`,
  },
  { name: 'memory is left out', pattern: /^(\s+)memory: .*,$/, change: () => undefined },
  { name: 'readiness is left out', pattern: /^(\s+)ready: .*\),$/, change: () => undefined },
  { name: 'readiness asks another port', pattern: /(ready: httpGet\('[^']+', ')(\w+)(')/, change: word },
  {
    name: 'a flag is misspelt',
    pattern: /(['"`])(--[a-z][\w.-]{4,})(?=[=' "`])/,
    change: ([, a, f]) => `${a}${misspelt(f ?? '')}`,
  },
  {
    name: 'a metric in an alert is misspelt',
    files: /alerts\.ts$/,
    pattern: /(\(|`|')((?:node|kube|cnpg|redis|minio|probe|thermal|llamacpp|tempo|litellm)[_:][a-z_]{5,})(\{)/,
    change: word,
  },
  { name: 'a key of a Secret is misspelt', pattern: /(\.(?:key|secret|env)\(')([\w-]{4,})(')/, change: word },
  { name: 'replicas that no quorum bears', pattern: /(\bquorum: )(\d)/, change: ([, a, n]) => `${a}${Number(n) + 3}` },
  {
    name: 'an exception is misspelt',
    pattern: /(')((?:baseline|resources|availability|network|flux)\/[a-z-]+)(':)/,
    change: word,
  },
];

/** So many slips of each family, spread over files. The same sources and seed give the same slips. */
export function sourceSlips(sources: ReadonlyMap<string, string>, ofEach: number, seed: number): SourceSlip[] {
  const random = seeded(seed);
  return sourceFamilies.flatMap(({ name, files = /./, pattern, change }) => {
    const all = [...sources].flatMap(([file, text]) =>
      !files.test(file)
        ? []
        : text.split('\n').flatMap((before, index): SourceSlip[] => {
            const found = /^\s*(?:\/\/|\*|\/\*)/.test(before) ? null : pattern.exec(before);
            if (!found) return [];
            const part = change(found);
            const after =
              part === undefined
                ? ''
                : before.slice(0, found.index) + part + before.slice(found.index + found[0].length);
            return after === before ? [] : [{ family: name, file, line: index + 1, before, after }];
          }),
    );
    return onePerFileFirst(shuffled(all, random)).slice(0, ofEach);
  });
}

function onePerFileFirst(slips: readonly SourceSlip[]): SourceSlip[] {
  const seen = new Map<string, number>();
  const ranked = slips.map((slip): [SourceSlip, number] => {
    const rank = seen.get(slip.file) ?? 0;
    seen.set(slip.file, rank + 1);
    return [slip, rank];
  });
  return ranked.sort(([, a], [, b]) => a - b).map(([slip]) => slip);
}
