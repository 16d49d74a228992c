import { type FieldLoss, row } from '../field-loss';
import { cluster, database } from '../kinds';
import { another, becomes, leaves } from '../predicates';

/** Databases. */
export const databaseLosses: readonly FieldLoss[] = [
  row(
    'review/databases',
    database,
    'spec.databaseReclaimPolicy',
    leaves('retain'),
    'deleting the object drops the database',
  ),
  row('review/databases', database, 'spec.ensure', becomes('absent'), 'the database is dropped'),
  row(
    'review/databases',
    database,
    'spec.extensions[*].ensure',
    becomes('absent'),
    'the extension is dropped, with the columns of its types',
  ),
  row('review/databases', database, 'spec.schemas[*].ensure', becomes('absent'), 'the schema is dropped'),
  row(
    'review/databases',
    database,
    'spec.cluster.name',
    another,
    'the database is made anew, and empty, in another cluster',
  ),
  row(
    'review/databases',
    cluster,
    'spec.managed.roles[*].ensure',
    becomes('absent'),
    'the role is dropped, and its program shut out',
  ),
];
