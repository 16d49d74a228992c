import { backups } from './backups';
import { coldStart } from './cold-start';
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

/** In the order in which they run, on one box; each leaves it whole. */
export const allScenarios: RackScenario[] = [
  coldStart,
  policies,
  ...plugs,
  drain,
  upgrade,
  badRollOut,
  memory,
  powerCut,
  monitoring,
  models,
  plugMinio,
  backups,
  thermal,
  flux,
];

/** Those that are wanted, all if none is named, and the cold start where one of them needs it. */
export function scenariosFor(wanted: readonly string[]): RackScenario[] {
  const named = allScenarios.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  const shares = named.some(({ ownBox }) => !ownBox);
  return allScenarios.filter((each) => named.includes(each) || (each === coldStart && shares));
}
