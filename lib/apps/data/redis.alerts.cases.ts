import type { AlertCases } from '../../kit/alert-cases';

const role = (pod: number, name: 'master' | 'slave') => `redis_instance_info{pod="redis-${pod}",role="${name}"}`;
const up = (pod: number) => `redis_up{pod="redis-${pod}"}`;
const labels = { pod: 'redis-1' };

export const redisAlertCases: AlertCases = {
  app: 'redis',
  alerts: {
    RedisWithoutPrimary: [
      {
        when: 'three replicas look for a primary',
        series: { [role(0, 'slave')]: '1x20', [role(1, 'slave')]: '1x20', [role(2, 'slave')]: '1x20' },
        at: '4m',
        fires: [{ summary: 'no Redis server leads: sessions and caches can be read at best' }],
      },
      {
        when: 'a failover takes a minute',
        series: { [role(0, 'master')]: '1 1 stale', [role(1, 'master')]: '_ _ _ 1x20', [role(2, 'slave')]: '1x20' },
        at: '6m',
        fires: [],
      },
    ],
    RedisTakesNoWrites: [
      {
        when: 'one of three answers',
        series: { [up(0)]: '1x20', [up(1)]: '0x20', [up(2)]: '0x20' },
        at: '5m',
        fires: [{ summary: 'fewer than 2 of 3 Redis servers answer, so the primary refuses writes' }],
      },
      {
        when: 'none is there at all',
        series: {},
        at: '5m',
        fires: [{ summary: 'fewer than 2 of 3 Redis servers answer, so the primary refuses writes' }],
      },
      {
        when: 'two of three answer',
        series: { [up(0)]: '1x30', [up(1)]: '1x30', [up(2)]: '0x30' },
        at: '30m',
        fires: [],
      },
    ],
    RedisTwoPrimaries: [
      {
        when: 'a server that was cut off still leads itself',
        series: { [role(0, 'master')]: '1x20', [role(1, 'master')]: '1x20' },
        at: '5m',
        fires: [{ summary: '2 Redis servers believe that they lead' }],
      },
      {
        when: 'the old primary steps down within a minute',
        series: { [role(0, 'master')]: '1x3 stale', [role(1, 'master')]: '_x2 1x20' },
        at: '8m',
        fires: [],
      },
    ],
    RedisServerDown: [
      {
        when: 'the exporter has not reached its server for ten minutes',
        series: { [up(1)]: '1 0x20' },
        at: '12m',
        fires: [{ labels, summary: 'Redis in redis-1 does not answer' }],
      },
      { when: 'a server loads its file for eight minutes', series: { [up(1)]: '1 0x8 1x20' }, at: '20m', fires: [] },
    ],
    RedisReplicaUnlinked: [
      {
        when: 'a replica has had no link for five minutes',
        series: { 'redis_master_link_up{pod="redis-1",master_host="redis-0",master_port="6379"}': '1 0x20' },
        at: '7m',
        fires: [
          {
            labels: { ...labels, master_host: 'redis-0', master_port: '6379' },
            summary: 'redis-1 has lost its primary and serves old data',
          },
        ],
      },
      {
        when: 'it is linked to the next one after two',
        series: { 'redis_master_link_up{pod="redis-1",master_host="redis-0",master_port="6379"}': '1 0x2 1x20' },
        at: '12m',
        fires: [],
      },
    ],
    RedisAppendFailing: [
      {
        when: 'the last write to the file failed',
        series: { 'redis_aof_last_write_status{pod="redis-1"}': '0x10' },
        at: '6m',
        fires: [
          { labels, summary: 'redis-1 cannot write its append-only file: what it holds is gone at the next restart' },
        ],
      },
      {
        when: 'the file could not be rewritten',
        series: {
          'redis_aof_last_write_status{pod="redis-1"}': '1x10',
          'redis_aof_last_bgrewrite_status{pod="redis-1"}': '0x10',
        },
        at: '6m',
        fires: [
          { labels, summary: 'redis-1 cannot write its append-only file: what it holds is gone at the next restart' },
        ],
      },
      {
        when: 'one write failed and the next one did not',
        series: {
          'redis_aof_last_write_status{pod="redis-1"}': '0x2 1x10',
          'redis_aof_last_bgrewrite_status{pod="redis-1"}': '1x12',
        },
        at: '10m',
        fires: [],
      },
    ],
    RedisMemoryFull: [
      {
        when: 'memory is full of what never expires',
        series: {
          'redis_memory_used_bytes{pod="redis-1"}': '995x40',
          'redis_memory_max_bytes{pod="redis-1"}': '1000x40',
          'redis_evicted_keys_total{pod="redis-1"}': '7x40',
        },
        at: '30m',
        fires: [{ labels, summary: 'redis-1 is full and finds nothing to evict' }],
      },
      {
        when: 'a full cache evicts what is old, as it should',
        series: {
          'redis_memory_used_bytes{pod="redis-1"}': '995x40',
          'redis_memory_max_bytes{pod="redis-1"}': '1000x40',
          'redis_evicted_keys_total{pod="redis-1"}': '7+3x40',
        },
        at: '35m',
        fires: [],
      },
      {
        when: 'a fiftieth is free',
        series: {
          'redis_memory_used_bytes{pod="redis-1"}': '970x40',
          'redis_memory_max_bytes{pod="redis-1"}': '1000x40',
          'redis_evicted_keys_total{pod="redis-1"}': '7x40',
        },
        at: '35m',
        fires: [],
      },
      {
        when: 'exactly two percent are free',
        series: {
          'redis_memory_used_bytes{pod="redis-1"}': '980x40',
          'redis_memory_max_bytes{pod="redis-1"}': '1000x40',
          'redis_evicted_keys_total{pod="redis-1"}': '7x40',
        },
        at: '35m',
        fires: [],
      },
    ],
  },
};
