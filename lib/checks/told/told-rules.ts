import type { Rule } from '../rule';
import { hostExists, isLetThrough, portAnswers } from './hosts';
import { databaseExists } from './databases';
import { portListened } from './listens';
import { hostPathExists, mountUsed } from './mounts';
import { pathExists } from './paths';
import { probesReach } from './probes';
import { bucketExists, redisUserExists } from './stores';
import { variableDefined } from './variables';

/** What a program is told exists: names, ports, variables, paths. */
export const toldRules: readonly Rule[] = [
  hostExists,
  portAnswers,
  isLetThrough,
  probesReach,
  variableDefined,
  pathExists,
  mountUsed,
  hostPathExists,
  portListened,
  databaseExists,
  bucketExists,
  redisUserExists,
];
