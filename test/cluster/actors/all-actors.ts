import type { Actor } from './actor';
import { certificates } from './certificates';
import { deadBlades } from './dead-blades';
import { devicePlugin } from './device-plugin';
import { helm } from './helm-releases';
import { localVolumes } from './local-volumes';
import { loadBalancers } from './load-balancers';
import { metricsApi } from './metrics-api';
import { postgresClusters } from './postgres-clusters';
import { statusOnly } from './status-only';
import { volumes } from './volumes';

export const allActors: Actor[] = [
  helm,
  volumes,
  localVolumes,
  deadBlades,
  devicePlugin,
  postgresClusters,
  certificates,
  metricsApi,
  loadBalancers,
  ...statusOnly,
];
