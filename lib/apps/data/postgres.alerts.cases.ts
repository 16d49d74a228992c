import type { AlertCases } from '../../kit/alert-cases';

const of = (metric: string, instance: number, more = '') => `cnpg_${metric}{pod="postgres-${instance}"${more}}`;
const up = (instance: number) => of('collector_up', instance, ',cluster="postgres"');
const recovery = (instance: number) => of('pg_replication_in_recovery', instance);
const backup = (what: string) => `barman_cloud_cloudnative_pg_io_last_${what}_backup_timestamp{pod="postgres-1"}`;
const archiver = (what: string) => of(`pg_stat_archiver_last_${what}_time`, 1);
const hour = 3600;

export const postgresAlertCases: AlertCases = {
  app: 'postgres',
  alerts: {
    PostgresTakesNoCommits: [
      {
        when: 'only the primary is left',
        series: { [up(1)]: '1x20', [up(2)]: '0x20', [up(3)]: '0x20' },
        at: '5m',
        fires: [{ summary: 'fewer than 2 of 3 PostgreSQL instances answer, so no commit is acknowledged' }],
      },
      {
        when: 'none is there at all',
        series: {},
        at: '5m',
        fires: [
          {
            summary: 'fewer than 2 of 3 PostgreSQL instances answer, so no commit is acknowledged',
          },
        ],
      },
      {
        when: 'one of three is gone with its blade',
        series: { [up(1)]: '1x60', [up(2)]: '1x60', [up(3)]: '1 stale' },
        at: '50m',
        fires: [],
      },
    ],
    PostgresWithoutPrimary: [
      {
        when: 'two standbys wait and nobody is promoted',
        series: { [recovery(2)]: '1x20', [recovery(3)]: '1x20' },
        at: '5m',
        fires: [{ summary: 'no PostgreSQL instance leads' }],
      },
      {
        when: 'a failover takes two minutes',
        series: { [recovery(1)]: '0 stale', [recovery(2)]: '1x3 0x20', [recovery(3)]: '1x20' },
        at: '10m',
        fires: [],
      },
    ],
    PostgresReplicaMissing: [
      {
        when: 'one of two replicas does not come back',
        series: {
          [of('pg_replication_streaming_replicas', 1)]: '2x2 1x60',
          [of('pg_replication_streaming_replicas', 2)]: '0x60',
        },
        at: '35m',
        fires: [{ summary: 'only 1 of 2 replicas stream from the primary' }],
      },
      {
        when: 'a replica is cloned anew in twenty minutes',
        series: { [of('pg_replication_streaming_replicas', 1)]: '2x2 1x20 2x60' },
        at: '40m',
        fires: [],
      },
    ],
    PostgresReplicaLags: [
      {
        when: 'a replica replays ten minutes late',
        series: {
          [of('pg_replication_lag', 2)]: '600x30',
          [recovery(2)]: '1x30',
          [of('pg_replication_is_wal_receiver_up', 2)]: '1x30',
        },
        at: '16m',
        fires: [{ labels: { pod: 'postgres-2' }, summary: 'postgres-2 is 10m 0s behind the primary' }],
      },
      {
        when: 'a replica is four minutes late',
        series: {
          [of('pg_replication_lag', 2)]: '240x30',
          [recovery(2)]: '1x30',
          [of('pg_replication_is_wal_receiver_up', 2)]: '1x30',
        },
        at: '25m',
        fires: [],
      },
      {
        when: 'a replica is exactly five minutes late',
        series: {
          [of('pg_replication_lag', 2)]: '300x30',
          [recovery(2)]: '1x30',
          [of('pg_replication_is_wal_receiver_up', 2)]: '1x30',
        },
        at: '25m',
        fires: [],
      },
    ],
    PostgresFailedOver: [
      {
        when: 'a standby was promoted',
        series: { [recovery(2)]: '1x20 0x30' },
        at: '25m',
        fires: [
          {
            labels: { pod: 'postgres-2' },
            summary: 'postgres-2 became primary within the last quarter of an hour',
          },
        ],
      },
      {
        when: 'that is half an hour ago',
        series: { [recovery(2)]: '1x20 0x60' },
        silentFrom: '36m',
        at: '50m',
        fires: [],
      },
    ],
    PostgresFailsOverOften: [
      {
        when: 'the primary moved three times',
        series: { [recovery(1)]: '0x9 1x19 0x19 1x99', [recovery(2)]: '1x9 0x19 1x19 0x99' },
        at: '2h',
        fires: [{ summary: 'the primary of PostgreSQL has changed 6 times or so in six hours' }],
      },
      {
        when: 'it moved away and back',
        series: { [recovery(1)]: '0x9 1x19 0x200', [recovery(2)]: '1x9 0x19 1x200' },
        at: '3h',
        fires: [],
      },
    ],
    PostgresBackupOld: [
      {
        when: 'two nights passed without one',
        series: { [backup('available')]: `${2 * hour}x3000` },
        at: '42h',
        fires: [{ summary: 'the newest base backup of PostgreSQL is 1d 16h 0m 0s old' }],
      },
      {
        when: 'last night’s is late',
        series: { [backup('available')]: `${2 * hour}x3000` },
        at: '36h',
        fires: [],
      },
      {
        when: 'the newest is always exactly a day and a half old',
        series: { [backup('available')]: `${-36 * hour}+60x200` },
        at: '3h',
        fires: [],
      },
      {
        when: 'it is a day and a half old for less than an hour',
        series: { [backup('available')]: `${2 * hour}x3000` },
        at: '38h55m',
        fires: [],
      },
    ],
    PostgresBackupFailed: [
      {
        when: 'the last one failed',
        series: { [backup('failed')]: `${26 * hour}x200`, [backup('available')]: `${2 * hour}x200` },
        at: '70m',
        fires: [{ summary: 'the last base backup of PostgreSQL failed' }],
      },
      {
        when: 'one failed and the next did not',
        series: { [backup('failed')]: `${2 * hour}x200`, [backup('available')]: `${26 * hour}x200` },
        at: '2h',
        fires: [],
      },
      {
        when: 'one failed and one succeeded in the same second',
        series: { [backup('failed')]: `${2 * hour}x200`, [backup('available')]: `${2 * hour}x200` },
        at: '2h',
        fires: [],
      },
    ],
    PostgresArchiveFailing: [
      {
        when: 'the last try failed and none has succeeded since',
        series: { [archiver('failed')]: '1000+60x40', [archiver('archived')]: '900x40' },
        at: '16m',
        fires: [
          {
            labels: { pod: 'postgres-1' },
            summary: 'postgres-1 cannot archive its log: what is written now is not in any backup',
          },
        ],
      },
      {
        when: 'the object store was away for ten minutes',
        series: { [archiver('failed')]: '1000x40', [archiver('archived')]: '900x10 1600x40' },
        at: '30m',
        fires: [],
      },
      {
        when: 'a try failed and the next succeeded in the same second',
        series: { [archiver('failed')]: '1000x40', [archiver('archived')]: '1000x40' },
        at: '30m',
        fires: [],
      },
    ],
    PostgresArchiveStopped: [
      {
        when: 'the bucket has refused everything for two hours',
        series: { [archiver('failed')]: '1000+60x200', [archiver('archived')]: '900x200' },
        at: '121m',
        fires: [
          {
            labels: { pod: 'postgres-1' },
            summary: 'postgres-1 has archived nothing for two hours: a lost rack loses what was written since',
          },
        ],
      },
      {
        when: 'it came back after an hour and a half',
        series: { [archiver('failed')]: '1000+60x90 6400x110', [archiver('archived')]: '900x90 9000x110' },
        at: '150m',
        fires: [],
      },
      {
        when: 'a try failed and the next succeeded in the same second',
        series: { [archiver('failed')]: '1000x200', [archiver('archived')]: '1000x200' },
        at: '150m',
        fires: [],
      },
    ],
    PostgresArchiveBacklog: [
      {
        when: 'twelve hundred files wait',
        series: { [of('collector_pg_wal_archive_status', 1, ',value="ready"')]: '1200x20' },
        at: '6m',
        fires: [
          {
            labels: { pod: 'postgres-1' },
            summary: '1200 log files of postgres-1 wait to be archived; PostgreSQL stops when their volume is full',
          },
        ],
      },
      {
        when: 'a load of documents leaves eleven hundred waiting, and many done',
        series: {
          [of('collector_pg_wal_archive_status', 1, ',value="ready"')]: '1100x20',
          [of('collector_pg_wal_archive_status', 1, ',value="done"')]: '400x20',
        },
        at: '15m',
        fires: [],
      },
      {
        when: 'exactly 1152 wait',
        series: { [of('collector_pg_wal_archive_status', 1, ',value="ready"')]: '1152x20' },
        at: '15m',
        fires: [],
      },
    ],
    PostgresConnectionsShort: [
      {
        when: 'ninety-five connections are open',
        series: {
          [of('backends_total', 1, ',datname="litellm",state="idle"')]: '60x20',
          [of('backends_total', 1, ',datname="open_webui",state="active"')]: '35x20',
        },
        at: '6m',
        fires: [{ labels: { pod: 'postgres-1' }, summary: 'postgres-1 has 95 of 100 connections in use' }],
      },
      {
        when: 'ninety are open',
        series: { [of('backends_total', 1, ',datname="litellm",state="idle"')]: '90x20' },
        at: '15m',
        fires: [],
      },
    ],
    PostgresIdsRunOut: [
      {
        when: 'vacuum has not frozen a database for a billion transactions',
        series: { [of('pg_database_xid_age', 1, ',datname="rag"')]: '1100000000x90' },
        at: '61m',
        fires: [
          {
            labels: { datname: 'rag' },
            summary: 'vacuum falls behind in database rag: half of the transaction ids are used',
          },
        ],
      },
      {
        when: 'it is late and seven hundred million behind',
        series: { [of('pg_database_xid_age', 1, ',datname="rag"')]: '700000000x90' },
        at: '80m',
        fires: [],
      },
      {
        when: 'it is exactly a billion behind',
        series: { [of('pg_database_xid_age', 1, ',datname="rag"')]: '1000000000x90' },
        at: '80m',
        fires: [],
      },
    ],
  },
};
