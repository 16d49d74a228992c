/** What an owner does to the rack file, and whether the operator lets the change of the running object through. */
export interface Change {
  what: string;
  /** The block of PostgreSQL in the rack file as it was; null for a cluster that is not there yet. */
  before: string | null;
  after: string;
  /** What its Cluster is called. */
  cluster: string;
  /** Part of what the webhook says; absent where it must let the change through. */
  refusal?: string;
}

const usual = '{ memory: 2Gi, disk: 40Gi }';

export const changes: readonly Change[] = [
  { what: 'more memory', before: usual, after: '{ memory: 3Gi, disk: 40Gi }', cluster: 'postgres' },
  { what: 'a larger disk', before: usual, after: '{ disk: 60Gi, walDisk: 12Gi }', cluster: 'postgres' },
  { what: 'a smaller disk', before: usual, after: '{ disk: 20Gi }', cluster: 'postgres', refusal: "can't shrink" },
  { what: 'a smaller log', before: usual, after: '{ walDisk: 4Gi }', cluster: 'postgres', refusal: "can't shrink" },
  { what: 'one more database', before: usual, after: '{ databases: { wiki: {} } }', cluster: 'postgres' },
  { what: 'backups kept for longer', before: usual, after: '{ keepBackups: 90d }', cluster: 'postgres' },
  {
    what: 'a restore to a moment',
    before: null,
    after: '{ name: postgres-2, restore: { from: postgres, until: 2026-11-20T14:05:00Z } }',
    cluster: 'postgres-2',
  },
  {
    what: 'a restore as far as the log goes',
    before: null,
    after: '{ name: postgres-2, restore: { from: postgres } }',
    cluster: 'postgres-2',
  },
  {
    what: 'the end of a restore',
    before: '{ name: postgres-2, restore: { from: postgres } }',
    after: '{ name: postgres-2 }',
    cluster: 'postgres-2',
  },
  {
    what: 'a restore from itself',
    before: null,
    after: '{ restore: { from: postgres } }',
    cluster: 'postgres',
  },
];
