import { type Command, Option } from 'commander';
import pc from 'picocolors';
import { version } from '../package.json';
import { commentMark, reviewAsMarkdown } from '../lib/report/review/review-as-markdown';
import { reviewDocument } from '../lib/report/review/review-as-json';
import { reviewAsSarif } from '../lib/report/review/review-as-sarif';
import { reviewAsText } from '../lib/report/review/review-as-text';
import type { Reviewed } from '../lib/report/review/reviewed';
import { objectId } from '../lib/manifest/manifest';
import type { ObjectChange } from '../lib/review/changes';
import { effectsOf } from '../lib/review/effects/effects';
import { reviewRules, reviewTrees } from '../lib/review/review';
import { git } from './git-objects';
import { codeOf } from './rack-report';
import { type Place, placeOf } from './rack-root';
import { placesIn } from './rack-file-places';
import { type Side, readSides } from './read-sides';
import { runToEnd } from './run';
import { remoteMains } from './void-acknowledgements';

const formats = ['text', 'json', 'markdown', 'sarif'] as const;
type Format = (typeof formats)[number];

interface ReviewOptions {
  format?: Format;
  json?: boolean;
  markdown?: boolean;
  details?: boolean;
  /** Where it is printed. @default standard output */
  out?: { write(text: string): unknown; isTTY?: boolean };
}

export function register(program: Command): void {
  program
    .command('review')
    .description('what a change of dist/ does to the cluster, and whether it may lose data (exit code 3)')
    .argument('[base]', 'revision or folder with the trees before (default: where this branch left main)')
    .argument('[head]', 'revision or folder with the trees after', 'dist')
    .addOption(new Option('--format <format>', 'how to print it').choices([...formats]).default('text'))
    .option('--json', 'the same as --format json: one document per rack and line, as schema/review.schema.json says')
    .option('--markdown', 'the same as --format markdown: for a comment on a pull request')
    .option('--details', 'every line of the text, however many')
    .addHelpText(
      'after',
      `
Examples:
  npx rackwright review                       what this branch changes, with what is not committed yet
  npx rackwright review v1.4 main             what came between two revisions
  npx rackwright review HEAD^ HEAD --json     for scripts
  npx rackwright review --format sarif > review.sarif`,
    )
    .action((base: string | undefined, head: string, options: ReviewOptions) =>
      runToEnd(() => runCommand(placeOf(process.cwd()), base, head, options), process.env),
    );
}

/** The review, and whether it is of trees that somebody forgot to write. */
async function runCommand(
  place: Place,
  base: string | undefined,
  head: string,
  options: ReviewOptions,
): Promise<0 | 1 | 3> {
  const reviews = reviewsOf(place, base, head);
  const code = tell(reviews, options);
  // A script reads the review alone. Where something changes it is reviewed, and another synth would take five times as long.
  const isEmpty = reviews.every(({ changes }) => changes.length === 0);
  if (isEmpty && head === 'dist' && formOf(options) === 'text') {
    // Loaded only now: every app comes with it, and takes as long to load as a review.
    const { behindTheirRackFile } = await import('./behind');
    for (const line of behindTheirRackFile(place.root)) process.stderr.write(`${line}\n`);
  }
  return code;
}

export function runReview(place: Place, base: string | undefined, head: string, options: ReviewOptions): 0 | 1 | 3 {
  return tell(reviewsOf(place, base, head), options);
}

function reviewsOf(place: Place, named: string | undefined, head: string): RackReview[] {
  const base = named ?? mergeBase(place.root);
  return [...readSides(place, base, head)].map(([rack, sides]) => reviewRack(rack, sides));
}

function tell(reviews: readonly RackReview[], options: ReviewOptions): 0 | 1 | 3 {
  const { out = process.stdout } = options;
  out.write(printed(reviews, options));
  return Math.max(...reviews.map(({ findings }) => codeOf(findings)), 0) as 0 | 1 | 3;
}

/** What a change does, with the places in the files of `dist/` that SARIF needs. */
interface RackReview extends Reviewed {
  findings: ReturnType<typeof reviewTrees>['findings'];
  changes: readonly ObjectChange[];
}

function reviewRack(rack: string, { before, after }: { before: Side; after: Side }): RackReview {
  // What base has already was for a change that is merged: it allows nothing any more.
  const acknowledged = new Map(
    [...after.acknowledged].flatMap(([file, text]): [string, string][] =>
      before.acknowledged.has(file) ? [] : [[file.replace(/\.yaml$/, ''), text]],
    ),
  );
  const { findings, changes } = reviewTrees({ rack, before: before.dist, after: after.dist, acknowledged });
  const placeOfSpec = placesIn(rack, after.clusters);
  const effects = effectsOf(changes, {
    rack,
    before: before.dist,
    after: after.dist,
    machines: { before: before.talos, after: after.talos },
    placeOf: placeOfSpec,
  });
  const places = new Map(effects.lines.map(({ object, at }) => [object, at]));
  const told = findings.map((finding) => {
    const at = places.get(finding.object);
    return at ? { ...finding, at: { ...at, column: 1 } } : finding;
  });
  return { rack, changes, findings: told, ...effects };
}

function formOf({ format, json, markdown }: ReviewOptions): 'json' | 'markdown' | 'sarif' | 'text' {
  return json ? 'json' : markdown ? 'markdown' : (format ?? 'text');
}

function printed(reviews: readonly RackReview[], options: ReviewOptions): string {
  const { details, out = process.stdout } = options;
  switch (formOf(options)) {
    case 'json':
      return reviews.map((review) => `${JSON.stringify(reviewDocument(review))}\n`).join('');
    case 'markdown':
      return [commentMark, ...reviews.map(reviewAsMarkdown)].join('\n');
    case 'sarif':
      return reviewAsSarif({
        version,
        rules: reviewRules,
        racks: reviews.map((review) => ({ ...review, fileOf: filesOf(review) })),
      });
    case 'text': {
      const colors = out.isTTY ? pc : pc.createColors(false);
      return reviews.map((review) => reviewAsText(review, { colors, details: details === true })).join('\n');
    }
  }
}

/** File in which an object stands after the change, or stood before. */
function filesOf({ rack, changes }: RackReview): (object: string) => string | undefined {
  const files = new Map(
    changes.map(({ before, after }) => {
      const { manifest, path } = (after ?? before)!;
      return [objectId(manifest), `dist/${rack}/${path}`];
    }),
  );
  return (object) => files.get(object);
}

function mergeBase(root: string): string {
  for (const main of [...remoteMains, 'main', 'master']) {
    const base = git(root, 'merge-base', 'HEAD', main)?.trim();
    if (base !== undefined) return base;
  }
  return 'HEAD';
}
