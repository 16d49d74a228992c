import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretsHashMark } from '../../../lib/facts/marks';
import { makeRandom } from '../../../lib/secrets/making/make-value';
import { repeatableRandom } from '../../../lib/secrets/testing/sample-secrets';
import type { Bench } from './bench';
import type { Verdict } from './verdict';

const random = repeatableRandom('leaks');
const password = (length?: number): string => makeRandom({ make: 'password', length }, random);
const token = (): string => makeRandom({ make: 'token', prefix: '' }, random);
const ageKey = 'AGE-SECRET-' + 'KEY-1QQPQX7RWXSF3XWN6KQPHRHL8SYVJ23WMH5VAXPRWLT8QJXKAFZ5NLXX0HL\n';
const planted: readonly [what: string, file: string, text: string][] = [
  ['a password under its name', 'dist/homelab/values.yaml', `adminPassword: ${password()}\n`],
  ['a password under any name', 'dist/homelab/config.yaml', `colour: ${password(40)}\n`],
  [
    'a password beside encrypted values',
    'secrets/homelab/data/some.sops.yaml',
    `stringData:\n    password: ${password()}\n`,
  ],
  ['a password in what describes the tree', 'dist/homelab/rack.json', `{ "adminPassword": "${password()}" }\n`],
  ['a token among the hashes of files', 'dist/homelab/facts/redis.json', `  "api-token": "${token()}",\n`],
  [
    'a password where the hash of Secrets stands',
    'dist/homelab/hash.yaml',
    `${secretsHashMark.key}: ${password(40)}\n`,
  ],
  [
    'a password of capitals',
    'dist/homelab/capitals.yaml',
    `colour: ${password(40).toUpperCase().replace(/^.{9}/, '$&_')}\n`,
  ],
  ['another age key', 'secrets/homelab/keys.txt', ageKey],
  ['another age key in the place of the example', 'secrets/homelab/EXAMPLE-KEY.txt', ageKey],
  ['a private key', 'dist/homelab/tls.yaml', makeRandom({ make: 'private-key', algorithm: 'ecdsa-p256' }, random)],
];

/** gitleaks finds nothing in what is committed, and everything that is planted there. */
export function judgeLeaks(bench: Bench, verdict: Verdict, root: string): void {
  const tree = join(bench.folder, 'tree');
  const folders = ['dist', 'secrets'].filter((folder) => existsSync(join(root, folder)));
  for (const folder of folders) cpSync(join(root, folder), join(tree, folder), { recursive: true });
  const config = join(bench.judges, 'gitleaks.toml');
  const scan = () =>
    bench.run('gitleaks', [
      'dir',
      tree,
      '--config',
      config,
      '--no-banner',
      '--redact',
      '--verbose',
      '--exit-code',
      '1',
    ]);
  const clean = scan();
  verdict.check(`gitleaks finds nothing in ${folders.join(' and ')}`, clean.code === 0, clean.stdout + clean.stderr);
  for (const [what, file, text] of planted) {
    mkdirSync(join(tree, file, '..'), { recursive: true });
    writeFileSync(join(tree, file), text);
    const found = scan();
    verdict.check(
      `gitleaks finds ${what}`,
      found.code === 1 && found.stdout.includes(file),
      found.stdout + found.stderr,
    );
  }
}
