import type { FieldLoss } from './field-loss';
import { backupLosses } from './fields/backups';
import { commitLosses } from './fields/commits';
import { databaseLosses } from './fields/databases';
import { fluxLosses } from './fields/flux';
import { keyLosses } from './fields/keys';
import { memberLosses } from './fields/members';
import { nameLosses } from './fields/names';
import { operatorLosses } from './fields/operators';
import { reclaimLosses } from './fields/reclaim';
import { versionLosses } from './fields/versions';
import { volumeLosses } from './fields/volumes';

/**
 * Every row is one way to lose data or to make it unreachable without deleting an object. What the API server refuses
 * (`immutable-fields.ts`) is told there and not here.
 */
export const fieldLosses: readonly FieldLoss[] = [
  ...reclaimLosses,
  ...volumeLosses,
  ...nameLosses,
  ...memberLosses,
  ...versionLosses,
  ...operatorLosses,
  ...backupLosses,
  ...databaseLosses,
  ...keyLosses,
  ...fluxLosses,
  ...commitLosses,
];
