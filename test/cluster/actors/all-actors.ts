import type { Actor } from './actor';
import { helm } from './helm-releases';
import { loadBalancers } from './load-balancers';
import { postgresClusters } from './postgres-clusters';
import { statusOnly } from './status-only';
import { volumes } from './volumes';

export const allActors: Actor[] = [helm, volumes, postgresClusters, loadBalancers, ...statusOnly];
