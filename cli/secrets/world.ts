import type { RackSpec } from '../../lib/rack-file/rack';
import type { SecretDeclaration } from '../../lib/facts/secret-declaration';
import type { RandomBytes } from '../../lib/secrets/randomness';
import type { AgeBox } from '../../lib/secrets/sops/age-box';
import { CannotRun } from '../cannot-run';

/** Everything that the commands take from outside: nothing else reads the clock, randomness, environment or keyboard. */
export interface SecretsWorld {
  /** Folder of the checkout. */
  root: string;
  age: AgeBox;
  random: RandomBytes;
  now: Date;
  env: Readonly<Record<string, string | undefined>>;
  /** Whether a person sits at both ends. */
  interactive: { input: boolean; output: boolean };
  /** One line from the keyboard, not echoed. */
  askHidden(question: string): Promise<string>;
  readInput(): Promise<string>;
  /** Runs a program in the foreground; its exit code. */
  run(program: string, args: string[]): number;
  /** Stdout of a shell command line. */
  outputOf(commandLine: string): string;
  /** Data, to stdout. */
  print(text: string): void;
  /** Talk, to stderr. */
  say(text: string): void;
  loadRack(file: string): Promise<{ rack: RackSpec; secrets: readonly SecretDeclaration[] }>;
}

export interface CommonOptions {
  /** Rack file. */
  rack: string;
  json?: boolean;
}

/** 0 clean, 1 something to see to, 2 could not run. */
export type ExitCode = 0 | 1 | 2;

/** The person broke off at a question. */
export class Stopped extends CannotRun {}

export { CannotRun };
