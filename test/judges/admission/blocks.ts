/**
 * Blocks of the rack file at the edge of what somebody may write. Each is either refused when the rack file is read, with
 * its line, or what becomes of it is admitted: the operator is not the first to say no.
 */
export const blocks: readonly (readonly [what: string, block: string])[] = [
  ['little memory', '{ memory: 128Mi }'],
  ['very little memory', '{ memory: 16Mi }'],
  ['memory in thousands', '{ memory: 1500M }'],
  ['a small log', '{ walDisk: 1Gi }'],
  ['a tiny log', '{ walDisk: 64Mi }'],
  ['a tiny disk', '{ disk: 100Mi }'],
  ['a disk in powers of ten', '{ disk: 1TB }'],
  ['backups for an hour', '{ keepBackups: 1h }'],
  ['backups for weeks', '{ keepBackups: 8w }'],
  ['backups for a year', '{ keepBackups: 1y }'],
  ['a name of 50 letters', `{ name: ${'p'.repeat(50)} }`],
  ['a name of 51 letters', `{ name: ${'p'.repeat(51)} }`],
  ['a name that begins with a digit', '{ name: 1db }'],
  ['a database called as one of the system', '{ databases: { postgres: {} } }'],
  ['a database called as a template', '{ databases: { template1: {} } }'],
  ['a database called as a role of the operator', '{ databases: { streaming_replica: {} } }'],
  ['a database with a dash', '{ databases: { my-wiki: {} } }'],
  ['a database in capitals', '{ databases: { Wiki: {} } }'],
  ['a database called as one of an app', '{ databases: { grafana: {} } }'],
  ['a database with a reserved beginning', '{ databases: { pg_wiki: {} } }'],
  ['an extension that was named twice', '{ databases: { rag: { extensions: [vector, vector] } } }'],
  ['a restore from a name that none can have', '{ name: p2, restore: { from: My Cluster } }'],
  [
    'a restore to a moment with an offset',
    '{ name: p2, restore: { from: postgres, until: 2026-11-20T14:05:00+01:00 } }',
  ],
  [
    'a restore to a moment with fractions',
    '{ name: p2, restore: { from: postgres, until: 2026-11-20T14:05:00.123Z } }',
  ],
];
