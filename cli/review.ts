import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import pc from 'picocolors';
import { findingsAsMarkdown } from '../lib/report/findings-as-markdown';
import { findingsAsText } from '../lib/report/findings-as-text';
import { acknowledgementPath } from '../lib/review/acknowledgement';
import { changesOf } from '../lib/review/changes';
import { type EffectLine, effectsOf } from '../lib/review/effects';
import { reviewTrees } from '../lib/review/review';
import { codeOf } from './rack-report';
import { type Place, placeOf } from './rack-root';
import { readDist } from './read-dist';
import { runToEnd } from './run';

interface ReviewOptions {
  json?: boolean;
  markdown?: boolean;
}

export function register(program: Command): void {
  program
    .command('review')
    .description('what a change of dist/ does to the cluster, and whether it may lose data (exit code 3)')
    .argument('[base]', 'revision or folder with the trees before (default: where this branch left main)')
    .argument('[head]', 'revision or folder with the trees after', 'dist')
    .option('--json', 'one document per rack and line')
    .option('--markdown', 'for a comment on a pull request; at most 60 lines of changes a rack')
    .action((base: string | undefined, head: string, options: ReviewOptions) =>
      runToEnd(() => runReview(placeOf(process.cwd()), base, head, options), process.env),
    );
}

export function runReview(place: Place, named: string | undefined, head: string, options: ReviewOptions): 0 | 1 | 3 {
  const base = named ?? mergeBase(place.root);
  const [before, after] = [base, head].map((each) => textsOf(place, each)) as [Trees, Trees];
  const racks = [...new Set([...before.keys(), ...after.keys()])].sort();
  const codes = racks.map((rack) => {
    const trees = {
      before: before.get(rack) ?? new Map<string, string>(),
      after: after.get(rack) ?? new Map<string, string>(),
    };
    const { refusals } = reviewTrees({ rack, ...trees });
    // What base has already was for a change that is merged: it allows nothing any more.
    const acknowledged = new Map(
      [...refusals.keys()].flatMap((digest): [string, string][] => {
        const path = acknowledgementPath(rack, digest);
        const text = fileAt(place, head, path);
        return text !== undefined && fileAt(place, base, path) === undefined ? [[digest, text]] : [];
      }),
    );
    const { findings } = reviewTrees({ rack, ...trees, acknowledged });
    const effects = effectsOf(changesOf(trees.before, trees.after));
    process.stdout.write(printed(rack, effects, findings, options));
    return codeOf(findings);
  });
  return Math.max(...codes, 0) as 0 | 1 | 3;
}

type Trees = Map<string, Map<string, string>>;

function textsOf(place: Place, named: string): Trees {
  const texts = (files: ReadonlyMap<string, Uint8Array>) =>
    new Map([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]));
  return new Map(readDist(place, named).map(({ rack, files }) => [rack, texts(files)]));
}

function printed(
  rack: string,
  effects: readonly EffectLine[],
  findings: Parameters<typeof findingsAsText>[0],
  { json, markdown }: ReviewOptions,
): string {
  if (json) return `${JSON.stringify({ rack, effects, findings })}\n`;
  const most = markdown ? 60 : 30;
  const lines = effects.map(({ object, effect, detail }) => `${object} ${effect}${detail === '' ? '' : `: ${detail}`}`);
  const shown = [...lines.slice(0, most), ...(lines.length > most ? [`and ${lines.length - most} more`] : [])];
  const list = shown.map((line) => `${markdown ? '- ' : '  '}${line}\n`).join('');
  const summary = effects.length === 0 ? 'nothing changes' : `${effects.length} objects change`;
  if (markdown) return `### ${rack}: ${summary}\n\n${list}\n${findingsAsMarkdown([...findings])}`;
  const colors = process.stdout.isTTY ? pc : pc.createColors(false);
  return `${rack}: ${summary}\n${list}${findings.length === 0 ? '' : findingsAsText([...findings], { colors })}`;
}

/** A file of a revision, or of the working tree for a folder. */
function fileAt({ root, cwd }: Place, named: string, path: string): string | undefined {
  if (existsSync(join(cwd, named))) {
    return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
  }
  return git(root, 'show', `${named}:${path}`);
}

function mergeBase(root: string): string {
  const bases = ['origin/main', 'main'].map((main) => git(root, 'merge-base', 'HEAD', main)?.trim());
  return bases.find((each) => each !== undefined) ?? 'HEAD';
}

function git(root: string, ...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}
