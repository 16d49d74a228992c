import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { suggestion } from '../lib/checks/nearest';
import { type CommissionRecord, measuredIn, newRecord, parseRecord, stepsLeft } from '../lib/commission/record';
import { stateMeasured } from '../lib/commission/state-measured';
import type { RackSpec } from '../lib/rack-file/rack';
import { builtRack } from './build-rack';
import { CannotRun } from './cannot-run';
import { type Meters, realMeters } from './commission/meters';
import { type Bench, runSteps } from './commission/run-steps';
import { realPowerWorld } from './power/world';
import { journalPath } from './power/journal-file';
import { type Place, oneRackFile, placeOf } from './rack-root';
import { runToEnd } from './run';
import type { KubeReach } from './status/kube-proxy';

export interface CommissionOptions extends KubeReach {
  rack?: string;
  again?: boolean;
}

export function register(program: Command): void {
  program
    .command('commission')
    .description(
      'the first hour with a blade: clock, fan, watts, heat, tokens a second, one pulled plug; written into the rack file',
    )
    .argument('<blade>', 'a worker that holds no data yet: its power is cut')
    .option('-r, --rack <file>', 'rack file (the only one of clusters/ by default)')
    .option('--kubeconfig <file>', 'as kubectl takes it')
    .option('--context <name>', 'as kubectl takes it')
    .option('--again', 'from the first step, although some went well before')
    .addHelpText(
      'after',
      `
Every step is kept when it ends: after Ctrl-C the same command goes on with the next. Exit codes: 0 all went well, 1 a step did
not, 2 could not run. \`rackwright runbook commission\` says what each step shows and what it does not.

Examples:
  rackwright commission blade-20
  rackwright commission blade-20 --again`,
    )
    .action((blade: string, options: CommissionOptions) =>
      runToEnd(() => runCommission(placeOf(process.cwd()), blade, options), process.env),
    );
}

/** What the command takes from outside; tests bring doubles. */
export interface CommissionWorld extends Omit<
  Bench,
  'meters' | 'perPortWatts' | 'holdMaxCelsius' | 'keep' | 'without'
> {
  meters(rack: RackSpec, blade: RackSpec['blades'][number], view: ReturnType<typeof builtRack>): Promise<Meters>;
  /** File that holds the record between two runs. */
  recordFile(rack: string, blade: string): string;
}

export async function runCommission(
  place: Place,
  name: string,
  options: CommissionOptions,
  world: CommissionWorld = realWorldOf(options),
): Promise<0 | 1> {
  const file = oneRackFile(place, options.rack, 'name it with --rack');
  const built = builtRack(place.root, file);
  const { rack } = built;
  if (!rack) throw new CannotRun(`${file} has errors: rackwright check ${file}`);
  const blade = rack.blades.find((each) => each.name === name);
  if (!blade)
    throw new CannotRun(
      `${rack.name} has no blade ${name}: ${suggestion(
        name,
        rack.blades.map((each) => each.name),
      )}`,
    );
  if (blade.role === 'control-plane') {
    throw new CannotRun(
      `${name} is of the control plane, whose power this would cut. Take a worker of the same hardware.`,
    );
  }
  const path = world.recordFile(rack.name, name);
  const before =
    existsSync(path) && !options.again ? parseRecord(readFileSync(path, 'utf8'), rack.name, name) : undefined;
  const record = before ?? newRecord(rack.name, name);
  if (before) world.say(`Going on: ${before.results.length} steps were done before (${path}).`);
  const poe = rack.switches[blade.feed?.switch ?? ''];
  const { thermal } = rack;
  const without = Object.keys(rack.apps).includes('chat') ? [] : (['tokens'] as const);
  const after = await runSteps(record, {
    ...world,
    meters: await world.meters(rack, blade, built),
    perPortWatts: poe?.perPortWatts ?? Infinity,
    ...(thermal.law === 'hold' && { holdMaxCelsius: thermal.maxCelsius }),
    without,
    keep: (kept) => keep(path, kept),
  });
  const stated = stateMeasured(
    readFileSync(join(place.root, file), 'utf8'),
    blade.hardware,
    measuredIn(after, world.now().toISOString().slice(0, 10)),
  );
  replace(join(place.root, file), stated);
  const open = stepsLeft(after).filter((step) => !without.some((each) => each === step));
  world.say(`${file}: hardware.${blade.hardware}.measured says what was found. Read the diff, npm start, commit.`);
  if (open.length > 0) world.say(`Not good: ${open.join(', ')}. The same command tries them again.`);
  return open.length === 0 ? 0 : 1;
}

function keep(path: string, record: CommissionRecord): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  replace(path, `${JSON.stringify(record, undefined, 2)}\n`);
}

/** Whole or not at all. */
function replace(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { flush: true });
  renameSync(`${path}.new`, path);
}

function realWorldOf(options: CommissionOptions): CommissionWorld {
  const power = realPowerWorld({});
  return {
    async meters(rack, blade, { facts, view }) {
      const controller = await power.controllerOf(rack, blade);
      const alpine = facts?.images['alpine'];
      if (!alpine) throw new CannotRun('images.lock.yaml has no alpine, in which the writer runs.');
      const server = view?.workloads.find(({ object, kind }) => object.app === 'chat' && kind === 'Deployment');
      return realMeters({
        blade: blade.name,
        address: blade.address,
        port: blade.feed!.port,
        cores: rack.hardware[blade.hardware]!.cores,
        controller,
        reach: options,
        image: `${alpine.image}:${alpine.tag}${alpine.digest === undefined ? '' : `@${alpine.digest}`}`,
        ...(server && { model: { namespace: server.namespace, target: `deployment/${server.name}`, port: 8080 } }),
      });
    },
    recordFile: (rack, blade) =>
      journalPath(process.env, rack).replace(/power-[^/]*$/, `commission-${rack}-${blade}.json`),
    async askYes(question) {
      if (!process.stdin.isTTY) throw new CannotRun('Somebody must be beside the rack: run it in a terminal.');
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return /^y(es)?$/i.test((await lines.question(`${question} [yes/no] `)).trim());
      } finally {
        lines.close();
      }
    },
    say: (text) => void process.stderr.write(`${text}\n`),
    sleep: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
    now: () => new Date(),
  };
}
