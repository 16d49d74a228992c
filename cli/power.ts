import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { suggestion } from '../lib/checks/nearest';
import type { RackView } from '../lib/checks/rack-view';
import { unfinished } from '../lib/power/journal';
import { movesAsText, movesFrom, podsOn } from '../lib/power/moves';
import { type Refusal, portOf, refusalsOf } from '../lib/power/guards';
import type { PowerAction } from '../lib/power/action';
import type { PortState, PowerFacts, PowerRequest } from '../lib/power/request';
import type { Blade, RackSpec } from '../lib/rack-file/rack';
import { objectId } from '../lib/manifest/manifest';
import { fenceArguments } from '../lib/status/checks/blades';
import { situationOf } from '../lib/status/situation';
import { CannotRun } from './cannot-run';
import { type Hands, type Patience, carryOut, patience } from './power/carry-out';
import { ControllerError, type SwitchController } from './power/controller';
import { controllerKeyOf } from './power/desk-key';
import { type JournalFile, journalFile, journalPath } from './power/journal-file';
import { unifiController } from './power/unifi';
import { kubernetesOf, pingOf, talosOf } from './power/witnesses';
import { type Place, placeOf } from './rack-root';
import { runToEnd } from './run';
import { realWorld } from './secrets/real-world';
import { type StatusOptions, see, viewOf } from './status';
import { type KubeReach, kubectlArguments } from './status/kube-proxy';
import type { Witness } from '../lib/power/request';

export interface PowerOptions extends KubeReach {
  rack?: string;
  dist?: string;
  hung?: boolean;
  /** `--no-fence` makes it false. @default true for cycle and off */
  fence?: boolean;
  yes?: boolean;
  log?: string;
}

export function register(program: Command): void {
  const power = program
    .command('power')
    .description('switch the power of a hung blade through the PoE switch, as a careful operator would');
  const words: Record<PowerAction, string> = {
    cycle: 'cut the power of a blade that hangs, and give it back; its pods move meanwhile',
    off: 'cut the power of a blade that is down, and fence it so that its pods move',
    on: 'give power again, wait until the blade is Ready, and take its fence away',
  };
  withReach(
    power.command('status').description('what the switch says of every port, or of one blade’s').argument('[blade]'),
  ).action((blade: string | undefined, options: PowerOptions) =>
    runToEnd(() => runPowerStatus(placeOf(process.cwd()), blade, options), process.env),
  );
  for (const [action, description] of Object.entries(words) as [PowerAction, string][]) {
    const command = withReach(power.command(action).description(description).argument('<blade>'))
      .option('-y, --yes', 'do not ask')
      .option('--log <file>', 'where each step is written down (~/.local/state/rackwright by default)');
    if (action !== 'on') {
      command
        .option('--hung', 'it answers a ping and nothing else: a person has looked')
        .option('--no-fence', 'leave the pods to wait for the blade');
    }
    command.addHelpText('after', help).action((blade: string, options: PowerOptions) =>
      runToEnd(() => {
        const place = placeOf(process.cwd());
        const view = viewOf(place, options.rack, options.dist);
        return runPower({ root: place.root, view }, { action, blade, isHung: options.hung }, options);
      }, process.env),
    );
  }
}

const help = `
It refuses, and says why: a blade that Kubernetes, Talos or a ping hears; a second blade; the last member of a quorum; the
wrong port. Exit codes: 0 done, 1 refused or not come true, 2 could not run. \`npx rackwright runbook hung-blade\` explains it.

Examples:
  npx rackwright power status                ports, watts, blades
  npx rackwright power cycle blade-07        says who moves, asks, cuts, fences, waits until it is back
  npx rackwright power cycle blade-07 --hung it answers a ping and nothing else`;

function withReach(command: Command): Command {
  return command
    .option('-r, --rack <file>', 'rack file (the only one of clusters/ by default)')
    .option('--kubeconfig <file>', 'as kubectl takes it')
    .option('--context <name>', 'as kubectl takes it')
    .option('--dist <folder-or-revision>', 'the tree that says what runs where (dist/ of this checkout by default)');
}

/** What the command takes from outside besides the cluster; tests bring their own. */
export interface PowerWorld {
  controllerOf(rack: RackSpec, blade: Blade): Promise<SwitchController>;
  talos(address: string): Promise<Witness>;
  ping(address: string): Promise<Witness>;
  journal(rack: string): JournalFile;
  ask(question: string): Promise<string>;
  by: string;
  times: Patience;
  sleep(milliseconds: number): Promise<void>;
  say(text: string): void;
}

export function realPowerWorld({ log }: PowerOptions): PowerWorld {
  const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  return {
    async controllerOf(rack, blade) {
      const { unifi: url, control } = rack.switches[blade.feed?.switch ?? ''] ?? {};
      if (blade.feed === undefined)
        throw new CannotRun(`${blade.name} hangs on no switch of the rack file: pull its plug by hand.`);
      if (url === undefined || control === undefined) {
        throw new CannotRun(
          `The rack file does not say how to switch ${blade.feed.switch}: control: { mac: … } beside its unifi: (docs/rack-file.md).`,
        );
      }
      const apiKey = await controllerKeyOf(await realWorld(), rack, url);
      return unifiController({ url, control, apiKey, sleep });
    },
    talos: (address) => talosOf(address),
    ping: (address) => pingOf(address),
    journal: (rack) => journalFile(log ?? journalPath(process.env, rack)),
    async ask(question) {
      if (!process.stdin.isTTY) throw new CannotRun('Nobody is there to say yes: run it in a terminal, or with --yes.');
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return await lines.question(question);
      } finally {
        lines.close();
      }
    },
    by: userInfo().username,
    times: patience,
    sleep,
    say: (text) => void process.stderr.write(`${text}\n`),
  };
}

/** @param root folder of the checkout */
export async function runPower(
  { root, view }: { root: string; view: RackView },
  request: PowerRequest,
  options: PowerOptions,
  world: PowerWorld = realPowerWorld(options),
): Promise<0 | 1> {
  const blade = bladeNamed(view.rack, request.blade);
  const controller = await world.controllerOf(view.rack, blade);
  const journal = world.journal(view.rack.name);
  const look = async () => situationOf(await seeForPower(root, view, options), view);
  const situation = await look();
  const [ports, witnesses, othersHeard] = await Promise.all([
    controller.ports().catch(inWords),
    witnessesOf(blade, situation, world),
    heard(blade, situation, world),
  ]);
  const facts: PowerFacts = { situation, ports, witnesses, othersHeard, journal: journal.read() };
  const refusals = refusalsOf(request, facts);
  if (refusals.length > 0) {
    world.say(refusedText(request, refusals));
    return 1;
  }
  const port = portOf(blade.name, facts)!;
  const fence = request.action !== 'on' && options.fence !== false;
  world.say(planText(request, facts, port, fence));
  const answer = options.yes ? blade.name : await world.ask(`Type ${blade.name} to go on: `);
  if (answer.trim() !== blade.name) {
    world.say('Nothing was done.');
    return 1;
  }
  const free = journal.take();
  try {
    const hands: Hands = {
      controller,
      witnesses: async () => witnessesOf(blade, await look(), world),
      podsLeft: async () => podsOn(blade.name, (await look()).seen.objects).map(objectId),
      fence: async (isFenced) => setFence(blade.name, isFenced, options),
      write: (step, text) =>
        journal.add({
          at: new Date().toISOString(),
          blade: blade.name,
          action: request.action,
          step,
          by: world.by,
          text,
        }),
      say: world.say,
      sleep: world.sleep,
      nowMs: () => Date.now(),
    };
    const isDone = await carryOut({ ...request, port: port.port, fence }, hands, world.times);
    world.say(`Every step is in ${journal.path}`);
    return isDone ? 0 : 1;
  } finally {
    free();
  }
}

export async function runPowerStatus(
  place: Place,
  named: string | undefined,
  options: PowerOptions,
  world: PowerWorld = realPowerWorld(options),
): Promise<0> {
  const { rack } = viewOf(place, options.rack, options.dist);
  const asked = named === undefined ? rack.blades : [bladeNamed(rack, named)];
  const switches = [...new Set(asked.flatMap(({ feed }) => feed?.switch ?? []))];
  const lines: string[] = [];
  for (const name of switches) {
    const fed = asked.filter(({ feed }) => feed?.switch === name);
    const ports = await (await world.controllerOf(rack, fed[0]!)).ports().catch(inWords);
    for (const blade of fed)
      lines.push(
        portText(
          blade,
          ports.find(({ port }) => port === blade.feed?.port),
        ),
      );
  }
  const open = unfinished(world.journal(rack.name).read()).map(
    ({ blade, action, step, at }) =>
      `${action} of ${blade} at ${at} has not ended (${step}): npx rackwright power on ${blade}`,
  );
  process.stdout.write([...lines, ...open, ''].join('\n'));
  return 0;
}

function portText({ name, feed }: Blade, port: PortState | undefined): string {
  const place = `${feed?.switch}/${feed?.port}`;
  if (!port) return `${name}  ${place}  the switch has no such port`;
  const watts = `${port.watts.toFixed(1)} W`.padStart(7);
  return `${name}  ${place}  ${port.isOn ? 'on ' : 'off'}  ${watts}  ${port.isLinkUp ? 'link up' : 'no link'}`;
}

/** Volumes' use and alerts cost time, and no guard looks at them. */
function seeForPower(root: string, view: RackView, options: StatusOptions) {
  return see(root, view, { ...options, withoutAlerts: true });
}

function bladeNamed(rack: RackSpec, name: string): Blade {
  const blade = rack.blades.find((each) => each.name === name);
  if (blade) return blade;
  throw new CannotRun(
    `${rack.name} has no blade ${name}: ${suggestion(
      name,
      rack.blades.map((each) => each.name),
    )}`,
  );
}

async function witnessesOf(
  blade: Blade,
  situation: ReturnType<typeof situationOf>,
  world: PowerWorld,
): Promise<Witness[]> {
  const [talos, ping] = await Promise.all([world.talos(blade.address), world.ping(blade.address)]);
  return [kubernetesOf(blade.name, situation), talos, ping];
}

/** Two blades that should answer are enough to know that this machine's line is not the fault. */
async function heard(blade: Blade, situation: ReturnType<typeof situationOf>, world: PowerWorld): Promise<string[]> {
  const { rack } = situation.view;
  const others = rack.blades
    .filter(({ name }) => name !== blade.name && !situation.downBlades.includes(name))
    .slice(0, 2);
  const answers = await Promise.all(
    others.map(async ({ name, address }) => {
      const [talos, ping] = await Promise.all([world.talos(address), world.ping(address)]);
      return [talos, ping].some(({ says }) => says === 'alive') ? [name] : [];
    }),
  );
  return answers.flat();
}

/** @throws ControllerError with what kubectl says */
function setFence(blade: string, isFenced: boolean, reach: KubeReach): void {
  const taint = isFenced ? fenceArguments.fence : fenceArguments.unfence;
  const run = spawnSync(
    reach.kubectl ?? 'kubectl',
    [...kubectlArguments(reach), '--request-timeout=30s', 'taint', 'nodes', blade, ...taint],
    { encoding: 'utf8' },
  );
  // Taking away what is not there is what was wanted.
  if (run.status === 0 || (!isFenced && /not found/.test(run.stderr) && /taint/.test(run.stderr))) return;
  throw new ControllerError(
    `kubectl could not ${isFenced ? 'fence' : 'unfence'} ${blade}: ${run.stderr?.trim() || run.error?.message}`,
  );
}

function inWords(error: unknown): never {
  if (error instanceof ControllerError) throw new CannotRun(error.message);
  throw error;
}

function refusedText({ action, blade }: PowerRequest, refusals: readonly Refusal[]): string {
  const lines = refusals.flatMap(({ guard, why, instead }) => [`  ${guard}: ${why}`, `    → ${instead}`]);
  return [`The power of ${blade} was not touched (${action}):`, ...lines].join('\n');
}

function planText(
  { action, blade }: PowerRequest,
  { situation, witnesses }: PowerFacts,
  port: PortState,
  fence: boolean,
): string {
  const moves = action === 'on' ? [] : movesAsText(movesFrom(blade, situation));
  const steps = {
    on: 'gives power, waits until it is Ready, takes a fence away',
    off: `cuts the power${fence ? ', fences it' : ''}`,
    cycle: `cuts the power${fence ? ', fences it until its pods have moved' : ''}, gives it back, waits until it is Ready`,
  };
  return [
    `${blade}, port ${port.port}${port.name === undefined ? '' : ` (${port.name})`}, ${port.watts.toFixed(1)} W: ${steps[action]}.`,
    `  ${witnesses.map(({ who, how }) => `${who}: ${how}`).join('; ')}`,
    ...moves.map((line) => `  ${line}`),
  ].join('\n');
}
