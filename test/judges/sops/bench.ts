import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgeBox, ageBox } from '../../../lib/secrets/sops/age-box';
import { type OpenFile, type Sealing, openSecret, sealSecret } from '../../../lib/secrets/sops/sealed-secret';
import { printSopsFile } from '../../../lib/secrets/sops/print-sops-file';
import { parseSopsFile } from '../../../lib/secrets/sops/sops-file';
import { repeatableRandom } from '../../../lib/secrets/testing/sample-secrets';
import type { Tree } from '../../../lib/secrets/sops/tree';
import { type Program, program } from './programs';

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

export interface Person {
  identity: string;
  recipient: string;
}

/** A folder, two people with keys of `age-keygen`, and the real programs. */
export class Bench {
  readonly folder = mkdtempSync(join(tmpdir(), 'rackwright-judges-'));
  private constructor(
    readonly judges: string,
    readonly age: AgeBox,
    readonly sealing: Sealing,
  ) {}

  static async open(judges: string): Promise<Bench> {
    const age = ageBox(await import('age-encryption'));
    return new Bench(judges, age, { age, random: repeatableRandom('judges'), now: new Date('2026-01-31T12:00:00Z') });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  person(): Person {
    const identity = this.run('age-keygen', []).stdout.match(/AGE-SECRET-KEY-\S+/)?.[0] ?? '';
    return { identity, recipient: this.run('age-keygen', ['-y'], { input: identity }).stdout.trim() };
  }

  run(name: Program, args: string[], options: { input?: string; key?: string; editor?: string } = {}): Ran {
    const env = {
      PATH: process.env['PATH'],
      HOME: this.folder,
      ...(options.key === undefined ? {} : { SOPS_AGE_KEY: options.key }),
      ...(options.editor === undefined ? {} : { EDITOR: options.editor }),
    };
    const spawned = spawnSync(program(name, this.judges), args, {
      cwd: this.folder,
      env,
      input: options.input ?? '',
      encoding: 'utf8',
    });
    return { code: spawned.status ?? -1, stdout: spawned.stdout, stderr: spawned.stderr };
  }

  write(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Seals with our own writer and puts the file into the folder. */
  async seal(name: string, clear: Tree, values: Map<string, string>, people: Person[]): Promise<string> {
    const recipients = people.map(({ recipient }) => recipient);
    return this.write(name, printSopsFile(await sealSecret({ clear, values, recipients }, this.sealing)));
  }

  /** What our own reader makes of a file; undefined when it refuses it. */
  async ours(text: string, { identity }: Person): Promise<OpenFile | undefined> {
    const file = parseSopsFile(text);
    return 'problems' in file ? undefined : openSecret(file, [identity], this.age);
  }
}

/** A Secret whose clear part says what YAML 1.1 would love to misread. */
export function awkwardSecret(): { clear: Tree; values: Map<string, string> } {
  const annotations = ['yes', 'Off', '0644', '0x1F', '0o17', '1_000', '2026-01-01', '1e3', '.inf', '~', 'null', 'a: b']
    .concat(['a #b', '12:30:45', '=', '!tag', '&anchor', '*alias', '- item', '"quoted"', "it's", ' spaces ', 'tab\t'])
    .concat([
      'two\nlines',
      'trailing\n',
      'umlaut ä',
      '🌡',
      '{a}',
      '[a]',
      '%',
      '@',
      '`',
      '|',
      '>',
      '?',
      ':',
      '\\',
      '\u2028',
    ]);
  const metadata: Tree = new Map<string, Tree | string>([
    ['name', 'awkward'],
    ['namespace', 'data'],
    ['annotations', new Map(annotations.map((value, i) => [`example.org/a${i}`, value]))],
  ]);
  const clear: Tree = new Map<string, Tree | string | boolean>([
    ['apiVersion', 'v1'],
    ['kind', 'Secret'],
    ['metadata', metadata],
    ['type', 'Opaque'],
    ['immutable', false],
  ]);
  const values = new Map([
    ['password', 'Zq3vT9mWx2LbN7cKd5RfH8pJs4GyA6eU'],
    ['10', 'ten'],
    ['9', 'nine, after ten'],
    ['users.acl', 'user default off\nuser app on >Zq3v ~app:* +@all\n'],
    ['.dot', ' spaces and "quotes" and \\ and ä 🌡 '],
    ['empty', ''],
  ]);
  return { clear, values };
}
