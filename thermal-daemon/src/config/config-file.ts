import type { BoundedIo } from '../io/bounded-io';
import { parseConfig, type Config, type Problem } from './config';

/** What a look at the file brought. 'same': nothing new since the last look. */
export type ConfigNews =
  | { readonly kind: 'same' }
  | { readonly kind: 'good'; readonly config: Config }
  | { readonly kind: 'broken'; readonly problems: readonly string[] };

/**
 * Follows the file by reading it again: a ConfigMap mount swaps symlinks, which file watchers of some kernels and file
 * systems miss, and the file is small.
 */
export class ConfigFile {
  private seen: string | undefined;

  constructor(
    private readonly io: BoundedIo,
    readonly path: string,
  ) {}

  async look(): Promise<ConfigNews> {
    const source = await this.io.read(this.path).catch((error: NodeJS.ErrnoException) => error);
    const seen = typeof source === 'string' ? source : `! ${source.code ?? source.message}`;
    if (seen === this.seen) return { kind: 'same' };
    this.seen = seen;
    if (typeof source !== 'string') {
      return { kind: 'broken', problems: [`${this.path}: cannot be read (${source.code ?? source.message})`] };
    }
    const checked = parseConfig(source);
    if (checked.ok) return { kind: 'good', config: checked.config };
    return { kind: 'broken', problems: checked.problems.map((problem) => printProblem(this.path, problem)) };
  }
}

export function printProblem(file: string, { at, path, message }: Problem): string {
  return `${file}:${at.line}:${at.column} ${path === '' ? '' : `${path}: `}${message}`;
}
