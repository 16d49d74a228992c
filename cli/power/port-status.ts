import { suggestion } from '../../lib/checks/nearest';
import { unfinished } from '../../lib/power/journal';
import type { PortState } from '../../lib/power/request';
import type { Blade, RackSpec } from '../../lib/rack-file/rack';
import { CannotRun } from '../cannot-run';
import type { Place } from '../rack-root';
import { viewOf } from '../status';
import { type PowerOptions, type PowerWorld, inWords, realPowerWorld } from './world';

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

export function bladeNamed(rack: RackSpec, name: string): Blade {
  const blade = rack.blades.find((each) => each.name === name);
  if (blade) return blade;
  throw new CannotRun(
    `${rack.name} has no blade ${name}: ${suggestion(
      name,
      rack.blades.map((each) => each.name),
    )}`,
  );
}
