import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { encryptedValues } from '../lib/secrets/clear-part';
import { publicHash } from '../lib/secrets/public-values';
import { ageBox } from '../lib/secrets/sops/age-box';
import { openSecret } from '../lib/secrets/sops/sealed-secret';
import { parseSopsFile } from '../lib/secrets/sops/sops-file';

/**
 * `node bin/run.cjs test/public-values.ts`: writes the hashes of everything that the example key ever sealed, in any commit
 * and in the work tree, and never drops one.
 */
const list = 'lib/secrets/public-values.json';

async function main(): Promise<void> {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const blobs = git('rev-list', '--all', '--objects', '--', 'secrets')
    .split('\n')
    .filter((line) => line.endsWith('.sops.yaml') && !line.endsWith('/.sops.yaml'))
    .map((line) => git('cat-file', 'blob', line.split(' ')[0]!));
  const now = git('ls-files', 'secrets')
    .split('\n')
    .filter((file) => /[^/]\.sops\.yaml$/.test(file));
  const identity = /AGE-SECRET-KEY-\S+/.exec(readFileSync('secrets/homelab/EXAMPLE-KEY.txt', 'utf8'))![0];
  const age = ageBox(await import('age-encryption'));
  const before = JSON.parse(readFileSync(list, 'utf8')) as { ciphertexts: string[]; values: string[] };
  const [ciphertexts, values] = [new Set(before.ciphertexts), new Set(before.values)];
  for (const text of new Set([...blobs, ...now.map((file) => readFileSync(file, 'utf8'))])) {
    const file = parseSopsFile(text);
    if ('problems' in file) continue;
    const open = await openSecret(file, [identity], age);
    if (open === undefined) continue;
    for (const [, sealed] of encryptedValues(file.tree)) ciphertexts.add(publicHash(String(sealed)));
    // Short ones are names and the like, which are nobody's secret.
    for (const [, value] of open.values) if (value.length >= 16) values.add(publicHash(value));
  }
  const sorted = { ciphertexts: [...ciphertexts].sort(), values: [...values].sort() };
  writeFileSync(list, `${JSON.stringify(sorted, null, 2)}\n`);
  console.log(`${ciphertexts.size} ciphertexts and ${values.size} values of ${blobs.length} versions of files`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
