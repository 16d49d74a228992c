import type { Rule } from '../rule';
import { hostExists, isLetThrough, portAnswers } from './hosts';
import { databaseExists } from './databases';
import { portListened } from './listens';
import { pathExists } from './paths';
import { bucketExists, redisUserExists } from './stores';
import { variableDefined } from './variables';

/** What a program is told exists: names, ports, variables, paths. */
export const toldRules: readonly Rule[] = [
  hostExists,
  portAnswers,
  isLetThrough,
  variableDefined,
  pathExists,
  portListened,
  databaseExists,
  bucketExists,
  redisUserExists,
];
