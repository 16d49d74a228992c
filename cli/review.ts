import type { Command } from 'commander';
import pc from 'picocolors';
import { findingsAsMarkdown } from '../lib/report/findings-as-markdown';
import { findingsAsText } from '../lib/report/findings-as-text';
import { type EffectLine, effectsOf } from '../lib/review/effects';
import { reviewTrees } from '../lib/review/review';
import { git } from './git-objects';
import { codeOf } from './rack-report';
import { type Place, placeOf } from './rack-root';
import { readSides } from './read-sides';
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
  const codes = [...readSides(place, base, head)].map(([rack, { before, after }]) => {
    // What base has already was for a change that is merged: it allows nothing any more.
    const acknowledged = new Map(
      [...after.acknowledged].flatMap(([file, text]): [string, string][] =>
        before.acknowledged.has(file) ? [] : [[file.replace(/\.yaml$/, ''), text]],
      ),
    );
    const { findings, changes } = reviewTrees({ rack, before: before.dist, after: after.dist, acknowledged });
    process.stdout.write(printed(rack, effectsOf(changes), findings, options));
    return codeOf(findings);
  });
  return Math.max(...codes, 0) as 0 | 1 | 3;
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

function mergeBase(root: string): string {
  const bases = ['origin/main', 'main'].map((main) => git(root, 'merge-base', 'HEAD', main)?.trim());
  return bases.find((each) => each !== undefined) ?? 'HEAD';
}
