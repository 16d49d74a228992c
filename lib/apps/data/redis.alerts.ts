import type { RuleSet } from '../../kit/alerts';

/** `quorum` servers are needed to take writes: the primary and one that confirms them. */
export const redisAlerts = (replicas: number, quorum: number): RuleSet => ({
  alerts: [
    {
      alert: 'RedisWithoutPrimary',
      expr: 'absent(count(redis_instance_info{role="master"}))',
      for: '2m',
      severity: 'critical',
      summary: 'no Redis server leads: sessions and caches can be read at best',
      description: 'Sentinels replace a dead primary within seconds; they could not agree, or no server may follow.',
    },
    {
      alert: 'RedisTakesNoWrites',
      expr: `(count(redis_up == 1) or vector(0)) < ${quorum}`,
      for: '3m',
      severity: 'critical',
      summary: `fewer than ${quorum} of ${replicas} Redis servers answer, so the primary refuses writes`,
    },
    {
      alert: 'RedisTwoPrimaries',
      expr: 'count(redis_instance_info{role="master"}) > 1',
      for: '2m',
      severity: 'warning',
      summary: '{{ $value }} Redis servers believe that they lead',
      description: 'The one without replicas takes no writes, and follows as soon as it hears a Sentinel.',
    },
    {
      alert: 'RedisServerDown',
      expr: 'redis_up == 0',
      for: '10m',
      severity: 'warning',
      summary: 'Redis in {{ $labels.pod }} does not answer',
      explainedBy: 'NodeDown',
    },
    {
      alert: 'RedisReplicaUnlinked',
      expr: 'redis_master_link_up == 0',
      for: '5m',
      severity: 'warning',
      summary: '{{ $labels.pod }} has lost its primary and serves old data',
    },
    {
      alert: 'RedisAppendFailing',
      expr: 'redis_aof_last_write_status == 0 or redis_aof_last_bgrewrite_status == 0',
      for: '5m',
      severity: 'warning',
      summary: '{{ $labels.pod }} cannot write its append-only file: what it holds is gone at the next restart',
    },
    {
      alert: 'RedisMemoryFull',
      // What has no expiry is never evicted: when that fills the memory, writes are refused.
      expr: 'redis_memory_used_bytes / redis_memory_max_bytes > 0.98 and rate(redis_evicted_keys_total[15m]) == 0',
      for: '15m',
      severity: 'warning',
      summary: '{{ $labels.pod }} is full and finds nothing to evict',
    },
  ],
});
