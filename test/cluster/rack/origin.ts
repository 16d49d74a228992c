import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the owner of a rack has pushed: rack file, Secrets, dist/ and machine configuration, all committed. */
export interface Origin {
  folder: string;
  /** Rack file, from its root. */
  file: string;
  /** File with the age key that opens its Secrets. */
  keyFile: string;
}

/** A copy of the checkout as it lies there, with a rack whose Secrets are made and whose files are up to date. */
export function makeOrigin(root: string, scratch: string, rackFile: string, edit = (text: string) => text): Origin {
  const folder = join(scratch, 'origin');
  mkdirSync(folder, { recursive: true });
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of files.split('\0').filter(isPartOfIt)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  const text = edit(readFileSync(join(root, rackFile), 'utf8'));
  const name = /^name: (\S+)/m.exec(text)![1]!;
  const file = `clusters/${name}.yaml`;
  writeFileSync(join(folder, file), text);
  const isReference = rackFile === file;
  const keyFile = isReference ? join(folder, 'secrets', name, 'EXAMPLE-KEY.txt') : join(scratch, 'age.txt');
  const rackwright = (args: string[], input = '') => {
    const env = { ...process.env, SOPS_AGE_KEY_FILE: keyFile };
    const options = { cwd: folder, env, input, encoding: 'utf8' as const };
    const ran = spawnSync(process.execPath, [join(root, 'bin', 'rackwright.cjs'), ...args], options);
    if (ran.status === null || ran.status > 1)
      throw new Error(`rackwright ${args.join(' ')}: ${ran.stdout}${ran.stderr}`);
    return ran.stdout;
  };
  if (!isReference) makeSecrets(rackwright, file);
  rackwright(['synth', file]);
  rackwright(['talos', file, '--example']);
  commit(folder);
  return { folder, file, keyFile };
}

/** Docs, tests and the daemon take no part in a bootstrap. */
function isPartOfIt(file: string): boolean {
  return file !== '' && !/^(docs|test|thermal-daemon\/(sim|vm|mutation))\//.test(file);
}

/** What can be made is made; what only a person knows is stated. */
function makeSecrets(rackwright: (args: string[], input?: string) => string, file: string): void {
  rackwright(['secrets', 'init', '--rack', file]);
  const created = JSON.parse(rackwright(['secrets', 'create', '--json', '--rack', file])) as {
    unanswered: { secret: string; key: string }[];
  };
  for (const { secret, key } of created.unanswered)
    rackwright(['secrets', 'rotate', secret, key, '--stdin', '--rack', file], 'stated-by-a-person-0123456789\n');
}

function commit(folder: string): void {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all', '--force', '.');
  git('-c', 'user.name=owner', '-c', 'user.email=owner@example.org', 'commit', '--quiet', '--message=the rack');
}
