import { spawnSync } from 'node:child_process';
import { copyFileSync, chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../../lib/images/cores';

/** How a program went that was started on an emulated core. */
export type Outcome =
  | { kind: 'ran' }
  /** It met an instruction that the core does not have. */
  | { kind: 'illegal-instruction' }
  /** It was never started: another machine's, or its loader or a library is not there. */
  | { kind: 'not-started'; said: string };

export interface Emulator {
  /** @param path of the program in the folder, from its root */
  run(root: string, path: string, core: Core): Outcome;
}

const emulators: Readonly<Record<Core['arch'], string>> = { arm64: 'qemu-aarch64-static', amd64: 'qemu-x86_64-static' };
const patienceMs = 20_000;

/**
 * QEMU's emulation of one program: its own namespaces, the image as the root, no network, a time limit. A guest's system
 * calls are the machine's own, so it is not run without them.
 *
 * @returns the emulator, or why this machine has none
 */
export function emulatorHere(arches: readonly Core['arch'][]): Emulator | string {
  for (const arch of arches) {
    if (!works(emulators[arch], ['--version'])) return `${emulators[arch]} is not installed (Debian: qemu-user-static)`;
  }
  if (!works('unshare', [...apart, 'true'])) {
    return 'this machine allows no program in namespaces of its own (unshare of util-linux)';
  }
  return { run };
}

const apart = ['--user', '--map-root-user', '--net', '--ipc', '--uts', '--mount', '--pid', '--fork', '--kill-child'];

function run(root: string, path: string, { arch, cpu }: Core): Outcome {
  const inside = '.rackwright-emulator';
  const copy = join(root, inside);
  copyFileSync(whereIs(emulators[arch]), copy);
  chmodSync(copy, 0o755);
  try {
    // A signal like SIGILL ends no process 1 of a namespace, so the shell is that, and stays.
    const words = [
      ...apart,
      'sh',
      '-c',
      '"$0" "$@"; exit $?',
      'chroot',
      root,
      `/${inside}`,
      '-cpu',
      cpu,
      `/${path}`,
      '--version',
    ];
    const { status, signal, stderr, error } = spawnSync('unshare', words, {
      cwd: root,
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/' },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: patienceMs,
      killSignal: 'SIGKILL',
      maxBuffer: 1024 * 1024,
    });
    return outcomeOf({ status, signal, said: String(stderr), isLong: error !== undefined });
  } finally {
    rmSync(copy, { force: true });
  }
}

/** What QEMU writes where it cannot even begin: linux-user/elfload.c and main.c of QEMU 7.2. */
const neverStarted =
  /Invalid ELF image|Could not open '|Exec format error|Error while loading|No such file or directory$/m;

function outcomeOf({
  status,
  signal,
  said,
  isLong,
}: {
  status: number | null;
  signal: string | null;
  said: string;
  isLong: boolean;
}): Outcome {
  const isIllegal =
    signal === 'SIGILL' || status === 128 + 4 || /uncaught target signal 4\b|SIGILL|illegal instruction/i.test(said);
  if (isIllegal) return { kind: 'illegal-instruction' };
  // A server that takes no notice of --version runs.
  if (isLong) return { kind: 'ran' };
  const told = said.trim().split('\n').at(-1) ?? '';
  if (status !== 0 && neverStarted.test(said) && /qemu|loading shared|chroot/.test(said))
    return { kind: 'not-started', said: told };
  return { kind: 'ran' };
}

function works(program: string, words: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: 'ignore' }).status === 0;
}

function whereIs(program: string): string {
  return spawnSync('sh', ['-c', 'command -v "$0"', program], { encoding: 'utf8' }).stdout.trim();
}
