import { instancesOf, postgresClusters } from './postgres-clusters';
import type { Rule } from './rule';
import { type Setting, wrongIn } from './settings';

/** Until the last commits are written and a standby has them. */
const leastStopSeconds = 30;

/** A single server is drained with its blade, with a budget or without. */
const budget = 'spec.enablePDB';

const ofCluster: readonly Setting[] = [
  {
    path: 'spec.primaryUpdateStrategy',
    isWrong: (value) => value === 'supervised',
    says: () => 'updates its primary only when somebody says so: every change stops half-way',
  },
  {
    path: budget,
    isWrong: (value) => value === false,
    says: () => 'has no disruption budget: a drain may take the primary and its standbys',
  },
  {
    path: 'spec.enableSuperuserAccess',
    isWrong: (value) => value === true,
    says: () => 'lets the superuser in over the network, by a password',
  },
  {
    path: 'spec.stopDelay',
    isWrong: (value) => typeof value === 'number' && value < leastStopSeconds,
    says: (value) => `kills a server ${String(value)} s after it was told to stop`,
  },
  {
    path: 'metadata.annotations["cnpg.io/hibernation"]',
    isWrong: (value) => value === 'on',
    says: () => 'is put to sleep: no server runs',
  },
  {
    path: 'metadata.annotations["cnpg.io/fencedInstances"]',
    isWrong: (value) => value !== undefined,
    says: (value) => `keeps servers ${String(value)} from running`,
  },
];

const ofDatabase: readonly Setting[] = [
  {
    path: 'spec.ensure',
    isWrong: (value) => value === 'absent',
    says: () => 'is dropped, with all that it holds',
  },
  {
    path: 'spec.databaseReclaimPolicy',
    isWrong: (value) => value === 'delete',
    says: () => 'is dropped with its object: what leaves git takes the data along',
  },
];

export const databaseSettings: Rule = {
  id: 'availability/database-settings',
  level: 'error',
  why: 'The operator does at once what these fields say: servers stop, never change again, or are dropped with their data.',
  fixHint: 'remove the field; what is meant for an hour is set on the cluster, by hand',
  exceptable: true,
  check: (view) => [
    ...postgresClusters(view).flatMap((object) =>
      wrongIn(
        object,
        ofCluster.filter(({ path }) => path !== budget || instancesOf(object) > 1),
        view,
      ),
    ),
    ...view.ofKind('Database').flatMap((object) => wrongIn(object, ofDatabase, view)),
  ],
};

export const databaseSettingRules: readonly Rule[] = [databaseSettings];
