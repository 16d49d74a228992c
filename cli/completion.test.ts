import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { bashCompletion } from './completion/bash';
import { fishCompletion } from './completion/fish';
import { completedOf } from './completion/words';
import { zshCompletion } from './completion/zsh';
import * as check from './check';
import * as runbook from './runbook';
import * as secrets from './secrets';
import * as synth from './synth';

const program = new Command('rackwright').version('0.0.0', '-v, --version');
for (const command of [synth, check, runbook, secrets]) command.register(program);
const places = completedOf(program);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackwright-completion-'));
  writeFileSync(join(folder, 'rack.yaml'), '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What bash offers behind a line; the last word is the one that is being typed. */
function offered(line: string): string[] {
  const words = line.split(' ');
  const script = `${bashCompletion(places)}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
_rackwright; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' })
    .split('\n')
    .filter((word) => word !== '');
}

test.each<[string, string[]]>([
  ['rackwright sy', ['synth']],
  ['rackwright s', ['synth', 'secrets']],
  ['rackwright secrets r', ['rotate']],
  ['rackwright secrets rotate --st', ['--stdin']],
  ['rackwright check --r', ['--rule']],
  ['rackwright check ra', ['rack.yaml']],
  ['rackwright check --json --ma', ['--markdown']],
  ['rackwright no-such-command x', []],
])('bash completes "%s"', (line, words) => {
  expect(offered(line)).toEqual(words);
});

test('an option that is hidden from help is not offered', () => {
  expect(offered('rackwright check --ma')).not.toContain('--maintainers');
});

const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

// Whether a shell accepts the script is asked of every shell that this machine has.
test.each(
  Object.entries({
    bash: ['-n', bashCompletion(places)],
    zsh: ['-n', zshCompletion(places)],
    fish: ['--no-execute', fishCompletion(places)],
  }).filter(([shell]) => isThere(shell)),
)('%s reads its script without a complaint', (shell, [flag = '', script = '']) => {
  const file = join(folder, 'script');
  writeFileSync(file, script);
  const { status, stderr } = spawnSync(shell, [flag, file], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
