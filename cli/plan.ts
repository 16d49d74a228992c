import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Plan, RackState } from '../lib/plan/plan';
import { planners } from '../lib/plan/planners';
import { type WrittenRack, withStillWritten } from '../lib/plan/still-written';
import { type Step, walk } from '../lib/plan/walk';
import { suggestion } from '../lib/checks/nearest';
import type { RackSpec } from '../lib/rack-file/rack';
import { openProject } from '../lib/project/project';
import { readRackSecrets } from '../lib/secrets/rack-secrets';
import { renderRack } from '../lib/synth';
import { counted } from '../lib/units/words';
import type { TreeTexts } from '../lib/review/changes';
import { builtRack } from './build-rack';
import { CannotRun } from './cannot-run';
import { type Place, oneRackFile, placeOf } from './rack-root';
import { runToEnd } from './run';

export function register(program: Command): void {
  const listed = Object.entries(planners).map(
    ([name, { takes, summary }]) => `  ${`${name} ${takes}`.padEnd(54)} ${summary}`,
  );
  program
    .command('plan')
    .description(
      'the commits, in order, for what takes several steps; each is tried against the gate, nothing is written',
    )
    .argument('<what>', Object.keys(planners).join(', '))
    .argument('<value>', 'what the plan is about')
    .option('--rack <file>', 'rack file, where clusters/ has several')
    .addHelpText('after', `\nPlans:\n${listed.join('\n')}\n\nExample:\n  npx rackwright plan retire-blade blade-09`)
    .action((what: string, value: string, { rack }: { rack?: string }) =>
      runToEnd(() => runPlan(placeOf(process.cwd()), { what, value, file: rack }), process.env),
    );
}

interface PlanRequest {
  what: string;
  value: string;
  file?: string | undefined;
}

/** @returns 1 when a commit of the plan would not pass the gate of this rack */
function runPlan(place: Place, { what, value, file }: PlanRequest): 0 | 1 {
  const planner = Object.hasOwn(planners, what) ? planners[what] : undefined;
  if (!planner) throw new CannotRun(`no plan is called ${what}: ${suggestion(what, Object.keys(planners))}`);
  const rackFile = oneRackFile(place, file, 'name one with --rack');
  const { rack, problems } = builtRack(place.root, rackFile);
  if (!rack)
    throw new CannotRun(
      `${rackFile} has problems: ${problems.map(({ title }) => title).join('; ')}. npx rackwright check shows them`,
    );
  const { apps, images } = openProject(place.root);
  const secrets = readRackSecrets(place.root, rack.name);
  const state: RackState = { rack: withStillWritten(rack, writtenRack(place.root, rack)), images };
  const plan = planner.plan(value, state);
  if (typeof plan === 'string') throw new CannotRun(plan);
  const steps = walk(plan, state, (each) =>
    treeOf(each, ({ rack: of, images: lock }) => renderRack({ rack: of, apps, images: lock, secrets }).layout.files),
  );
  process.stdout.write(planAsText(plan, steps));
  return steps.every(({ unforeseen, needless }) => unforeseen.length + needless.length === 0) ? 0 : 1;
}

/** What dist/ says of the machines; the rack itself where nothing is written yet, or by an older version. */
function writtenRack(root: string, rack: RackSpec): WrittenRack {
  const path = join(root, 'dist', rack.name, 'rack.json');
  if (!existsSync(path)) return rack;
  const { facts } = JSON.parse(readFileSync(path, 'utf8')) as { facts?: { rack?: Partial<WrittenRack> } };
  const { blades = [], replicaBlades = [], hardware = {} } = facts?.rack ?? {};
  return { blades, replicaBlades, hardware };
}

/** Texts of the tree of a state, with what the gate reads of rack.json. */
export function treeOf(
  state: RackState,
  render: (state: RackState) => ReadonlyMap<string, string | Uint8Array>,
): TreeTexts {
  const texts = new Map([...render(state)].map(([path, content]) => [path, Buffer.from(content).toString('utf8')]));
  const tree = state.retouch ? state.retouch(texts) : texts;
  return new Map(tree).set('rack.json', JSON.stringify({ facts: { rack: { blades: state.rack.blades } } }));
}

export function planAsText({ title }: Plan, steps: readonly Step[]): string {
  const blocks = steps.map(({ commit, acknowledge, unforeseen, needless }, index) => {
    const list = (words: string, lines: readonly string[]) =>
      lines.length === 0 ? [] : [`   ${words}`, ...lines.map((line) => `     ${line}`)];
    const commands = [...acknowledge].map(
      ([digest, { rule, object }]) => `npx rackwright acknowledge ${digest} --reason '…'   # ${rule} ${object}`,
    );
    const verdict =
      unforeseen.length + needless.length === 0
        ? ['   The gate lets it through.']
        : [
            ...list('The gate refuses more than the plan knows:', unforeseen),
            ...list('The gate does not say what the plan expects:', needless),
          ];
    return [
      `${index + 1}. ${commit.title}`,
      ...list('First:', commit.before),
      ...list('Change:', commit.edit.split('\n')),
      ...list('Acknowledge in the same commit, after npm start:', commands),
      ...verdict,
      ...list('Once it is merged:', commit.after),
    ].join('\n');
  });
  return `${title}: ${counted(steps.length, 'commit')}\n\n${blocks.join('\n\n')}\n`;
}
