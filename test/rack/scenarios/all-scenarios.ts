import { backups } from './backups';
import { coldStart } from './cold-start';
import { drain } from './drain';
import { monitoring } from './monitoring';
import { plugMinio } from './plug-minio';
import { plugs } from './plugs';
import { policies } from './policies';
import type { RackScenario } from './scenario';

/** In the order in which they run, on one box; each leaves it whole. */
export const allScenarios: RackScenario[] = [coldStart, policies, ...plugs, drain, monitoring, plugMinio, backups];
