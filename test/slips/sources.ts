import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import esbuild from 'esbuild';
import { type SourceSlip, sourceSlips } from './source-families';
import { judgeOf, whyHarmless } from './source-judges';

/**
 * `npm run test:slips:sources [-- <slips of each family> [seed]]`: mistakes put into the sources of apps, one at a time, and
 * what synth says of the reference rack then. Those that change nothing there are left out. Writes `SOURCES.md` beside
 * this file; ends with 1 when fewer than 120 change the tree, or fewer than 90 % of these are stopped by synth or listed
 * with the judge that stops them. Two minutes of one processor.
 */
const root = path.resolve(path.dirname(process.argv[1]!), '../..');
const ofEach = Number(process.argv[2] ?? 5);
const least = { slips: 120, share: 0.9 };
const seed = Number(process.argv[3] ?? 20261128);
const rackFile = 'clusters/homelab.yaml';

interface Synthesized {
  errors: string[];
  digest?: string;
}

interface Verdict extends SourceSlip {
  /** `synth`, a judge, or nobody. */
  by: string;
  says: string;
}

const sources = new Map(
  readdirSync(path.join(root, 'lib/apps'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(test|cases|dashboard)\.ts$|testing/.test(file))
    .sort()
    .map((file) => [`lib/apps/${file}`, readFileSync(path.join(root, 'lib/apps', file), 'utf8')]),
);

let slipped: { file: string; text: string } | undefined;

/** Puts the slip where the file would be read; nothing on the disk changes. */
const withSlip: esbuild.Plugin = {
  name: 'slip',
  setup(build) {
    build.onLoad({ filter: /[\\/]lib[\\/]apps[\\/].*\.ts$/ }, ({ path: file }) => {
      const name = path.relative(root, file).replaceAll('\\', '/');
      return { contents: slipped?.file === name ? slipped.text : readFileSync(file, 'utf8'), loader: 'ts' };
    });
  },
};

async function main(): Promise<void> {
  const context = await esbuild.context({
    absWorkingDir: root,
    entryPoints: ['test/slips/source-entry.ts'],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    loader: { '.yaml': 'text', '.py': 'text', '.sql': 'text' },
    write: false,
    logLevel: 'silent',
    external: ['esbuild', 'typescript', 'jest', 'cdk8s-cli'],
    plugins: [withSlip],
  });
  const said = async (slip?: SourceSlip): Promise<Synthesized> => {
    slipped = slip && { file: slip.file, text: withLine(sources.get(slip.file)!, slip) };
    try {
      const { outputFiles } = await context.rebuild();
      return run(outputFiles![0]!.text);
    } catch (error) {
      return { errors: [`stops: ${(error as Error).message.split('\n').find((line) => line.trim() !== '') ?? ''}`] };
    }
  };
  const before = await said();
  if (before.errors.length > 0) throw new Error(`the reference rack has errors: ${before.errors[0]}`);
  const verdicts: Verdict[] = [];
  const unharmful: Verdict[] = [];
  let unchanged = 0;
  for (const slip of sourceSlips(sources, ofEach, seed)) {
    const after = await said(slip);
    if (process.env['SLIPS_ALOUD'] !== undefined)
      console.error(
        `${slip.family}: ${slip.file}:${slip.line}: ${after.errors[0] ?? (after.digest === before.digest ? 'changes nothing' : 'PASSES')}`,
      );
    if (after.errors.length === 0 && after.digest === before.digest) unchanged += 1;
    else if (after.errors.length > 0) verdicts.push({ ...slip, by: 'synth', says: after.errors[0] ?? '' });
    else if (whyHarmless(slip)) unharmful.push({ ...slip, by: 'harmless', says: whyHarmless(slip) ?? '' });
    else verdicts.push({ ...slip, by: judgeOf(slip) ?? 'nobody', says: '' });
  }
  await context.dispose();
  const bySynth = verdicts.filter(({ by }) => by === 'synth').length;
  const named = verdicts.filter(({ by }) => by !== 'nobody').length;
  const share = (part: number) => `${((100 * part) / verdicts.length).toFixed(1)} %`;
  const summary = `${verdicts.length} slips (and ${unchanged} that change nothing in the reference rack, ${unharmful.length} that change nothing for anybody): ${bySynth} stopped by synth (${share(bySynth)}), ${named} by synth or a judge that is named (${share(named)})`;
  writeFileSync(path.join(root, 'test/slips/SOURCES.md'), page([...verdicts, ...unharmful], summary));
  for (const { by, family, file, line, after } of verdicts)
    if (by !== 'synth') console.log(`${by}: ${family}: ${file}:${line} ${after.trim()}`);
  console.log(summary);
  process.exitCode = verdicts.length >= least.slips && named / verdicts.length >= least.share ? 0 : 1;
}

function run(code: string): Synthesized {
  const module = new Module(path.join(root, 'slip.cjs')) as Module & { _compile(code: string, name: string): void };
  module.paths = [path.join(root, 'node_modules')];
  module._compile(code, path.join(root, 'slip.cjs'));
  return (module.exports as { synthesized(root: string, file: string): Synthesized }).synthesized(root, rackFile);
}

function withLine(text: string, { line, after }: SourceSlip): string {
  return text
    .split('\n')
    .toSpliced(line - 1, 1, after)
    .join('\n');
}

function page(verdicts: readonly Verdict[], summary: string): string {
  const cell = (text: string) => `\`${text.trim().replaceAll('`', "'").replaceAll('|', '¦').slice(0, 110)}\``;
  const rows = verdicts.map(
    ({ family, file, line, after, by, says }) =>
      `| ${family} | ${file}:${line} | ${after.trim() === '' ? 'the line is gone' : cell(after)} | ${by} | ${says === '' ? '' : cell(says)} |`,
  );
  return [
    '# Slips in the sources of apps',
    '',
    `${summary}. Written by \`npm run test:slips:sources\`.`,
    '',
    '| Slip | Where | What stands there then | Stopped by | What is said |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
