import { backups } from './backups';
import { coldStart } from './cold-start';
import { diskFull } from './disk-full';
import { drain } from './drain';
import { flux } from './flux';
import { models } from './models';
import { monitoring } from './monitoring';
import { plugMinio } from './plug-minio';
import { plugs } from './plugs';
import { policies } from './policies';
import { badRollOut } from './bad-roll-out';
import { memory } from './memory';
import { powerCut } from './power-cut';
import { thermal } from './thermal';
import { upgrade } from './upgrade';
import type { RackScenario } from './scenario';

/**
 * Two boxes that run side by side: three starting at once were more than two cores could carry. In each, scenarios run one
 * after the other in this order and leave the box whole; those that want a box of their own come last.
 */
const boxes: readonly (readonly RackScenario[])[] = [
  [coldStart, policies, ...plugs, drain, upgrade, badRollOut, memory, powerCut, models],
  [monitoring, plugMinio, thermal, backups, flux, ...diskFull],
];

export const allScenarios: readonly RackScenario[] = boxes.flat();

/** The wanted ones by the box that they run in; the cold start is a wanted one where it alone is named. */
export function byBox(wanted: readonly RackScenario[]): RackScenario[][] {
  const others = wanted.filter((each) => each !== coldStart);
  return boxes
    .map((box) => box.filter((each) => (others.length > 0 ? others : wanted).includes(each)))
    .filter((box) => box.length > 0);
}

/** Those that are wanted, all that may if none is named, and the cold start where one of them needs it. */
export function scenariosFor(wanted: readonly string[]): RackScenario[] {
  const named = allScenarios.filter(({ id, onlyByName }) => (wanted.length === 0 ? !onlyByName : wanted.includes(id)));
  const shares = named.some(({ ownBox }) => !ownBox);
  return allScenarios.filter((each) => named.includes(each) || (each === coldStart && shares));
}
