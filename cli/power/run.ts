import type { RackView } from '../../lib/checks/rack-view';
import { objectId } from '../../lib/manifest/manifest';
import { portOf, refusalsOf } from '../../lib/power/guards';
import { podsOn } from '../../lib/power/moves';
import type { PowerFacts, PowerRequest, Witness } from '../../lib/power/request';
import type { Blade } from '../../lib/rack-file/rack';
import { situationOf } from '../../lib/status/situation';
import { type StatusOptions, see } from '../status';
import { type Hands, carryOut } from './carry-out';
import { setFence } from './fence';
import { planText, refusedText } from './plan-text';
import { bladeNamed } from './port-status';
import { kubernetesOf } from './witnesses';
import { type PowerOptions, type PowerWorld, inWords, realPowerWorld } from './world';

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

/** Volumes' use and alerts cost time, and no guard looks at them. */
function seeForPower(root: string, view: RackView, options: StatusOptions) {
  return see(root, view, { ...options, withoutAlerts: true });
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
