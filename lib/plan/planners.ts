import type { Planner } from './plan';
import { postgresMajor } from './postgres-major';
import { renameDatabase } from './rename-database';
import { renameRack } from './rename-rack';
import { retireBlade } from './retire-blade';
import { storageClass } from './storage-class';

/** Every plan, by the name that people type. */
export const planners: Readonly<Record<string, Planner>> = {
  'rename-rack': renameRack,
  'rename-database': renameDatabase,
  'storage-class': storageClass,
  'postgres-major': postgresMajor,
  'retire-blade': retireBlade,
};
