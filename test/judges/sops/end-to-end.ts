import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Ran } from './bench';
import type { Verdict } from './verdict';

const rackFile = 'clusters/homelab.yaml';

/** A person starts from the reference rack: the real command line, the real apps, and sops to read what came of it. */
export function judgeEndToEnd(bench: Bench, verdict: Verdict, root: string): void {
  const checkout = join(bench.folder, 'checkout');
  // Beside it: no key is made inside a repository.
  const home = join(bench.folder, 'home-of-the-person');
  startOwnRack(root, checkout);
  const rackwright = (args: string[], input = ''): Ran => {
    const env = { PATH: process.env['PATH'], HOME: home };
    const command = [join(root, 'bin', 'rackwright.cjs'), 'secrets', ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: checkout,
      env,
      input,
      encoding: 'utf8',
    });
    return { code: status ?? -1, stdout, stderr };
  };
  const expectCode = (what: string, { code, stdout, stderr }: Ran, expected: number): void =>
    verdict.check(what, code === expected, `exit code ${code}\n${stdout}${stderr}`);

  expectCode('init makes a key and states it in the rack file', rackwright(['init']), 0);
  const created = rackwright(['create', '--json']);
  verdict.check('create makes every value that can be made', created.code <= 1, created.stderr);
  const { unanswered } = JSON.parse(created.stdout || '{"unanswered":[]}') as {
    unanswered: { secret: string; key: string }[];
  };
  const stated = unanswered.map(({ secret, key }) =>
    rackwright(['rotate', secret, key, '--stdin'], 'stated by a person\n'),
  );
  verdict.check(
    `rotate --stdin takes the ${unanswered.length} that only a person knows`,
    stated.every(({ code }) => code === 0),
  );
  expectCode('verify --with-key has nothing to say', rackwright(['verify', '--with-key']), 0);

  const key = readFileSync(join(home, '.config', 'sops', 'age', 'keys.txt'), 'utf8');
  const files = secretFiles(checkout);
  const refused = files.filter((file) => bench.run('sops', ['decrypt', file], { key }).code !== 0);
  verdict.check(
    `sops decrypts all ${files.length} files`,
    files.length > 0 && refused.length === 0,
    refused.join('\n'),
  );

  const [first = ''] = files;
  const before = readFileSync(first, 'utf8');
  writeFileSync(first, before.replace('kind: Secret', 'kind: secret'));
  expectCode('verify refuses a file that someone tampered with', rackwright(['verify']), 1);
  writeFileSync(first, before);
  const fine = rackwright(['verify']);
  expectCode('   and takes it again as it was', fine, 0);
  expectCode('a misspelt option is told with exit code 2', rackwright(['verify', '--with-kee']), 2);
}

/** A rack file with a repository of its own, and nothing yet below secrets/. */
function startOwnRack(root: string, checkout: string): void {
  mkdirSync(join(checkout, 'clusters'), { recursive: true });
  cpSync(join(root, 'images.lock.yaml'), join(checkout, 'images.lock.yaml'));
  const text = readFileSync(join(root, rackFile), 'utf8');
  writeFileSync(
    join(checkout, rackFile),
    text.replace('https://git.example.org/you/homelab', 'https://git.example.org/rack'),
  );
}

function secretFiles(checkout: string): string[] {
  const folder = join(checkout, 'secrets', 'homelab');
  const names = readdirSync(folder, { recursive: true }).map(String);
  return names.filter((name) => name.endsWith('.sops.yaml') && name !== '.sops.yaml').map((name) => join(folder, name));
}
