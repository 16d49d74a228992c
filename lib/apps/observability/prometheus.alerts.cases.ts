import type { AlertCases } from '../../kit/alert-cases';

const pod = 'pod="prometheus-0"';
const job = 'monitoring/prometheus/http';
const everyJob = (value: string, jobs: readonly string[]) =>
  Object.fromEntries(jobs.map((name) => [`up{job="${name}"}`, value]));

export const prometheusAlertCases = (jobs: readonly string[]): AlertCases => ({
  app: 'prometheus',
  alerts: {
    Watchdog: [
      {
        when: 'nothing at all is known',
        series: {},
        at: '1m',
        fires: [
          { summary: 'always on: whoever expects this heartbeat hears of it when the rack or its alerting has died' },
        ],
      },
    ],
    TargetDown: [
      {
        when: 'a pod has answered no scrape for ten minutes',
        series: { 'up{job="data/redis/metrics",namespace="data",pod="redis-1",node="blade-05"}': '1x2 0x20' },
        at: '14m',
        fires: [
          {
            labels: { job: 'data/redis/metrics', namespace: 'data', pod: 'redis-1', node: 'blade-05' },
            summary: 'no metrics from data/redis-1 (data/redis/metrics)',
          },
        ],
      },
      {
        when: 'a pod restarts and is back after eight minutes',
        series: { 'up{job="data/redis/metrics",namespace="data",pod="redis-1",node="blade-05"}': '1x2 0x7 1x20' },
        at: '20m',
        fires: [],
      },
    ],
    JobAbsent: [
      {
        when: 'the pods of one job are gone',
        series: everyJob('1x40', jobs.slice(1)),
        at: '16m',
        fires: [{ labels: { job: jobs[0]! }, summary: `Prometheus finds no pod of job ${jobs[0]}` }],
      },
      { when: 'each job has a pod, though one of them is down', series: everyJob('0x40', jobs), at: '30m', fires: [] },
    ],
    PrometheusConfigRefused: [
      {
        when: 'a broken file has lain there for five minutes',
        series: { [`prometheus_config_last_reload_successful{${pod}}`]: '1x2 0x20' },
        at: '9m',
        fires: [
          {
            labels: { pod: 'prometheus-0' },
            summary: 'prometheus-0 refuses its new configuration and goes on with the old one',
          },
        ],
      },
      {
        when: 'a half-written file was read once and the whole one after it',
        series: { [`prometheus_config_last_reload_successful{${pod}}`]: '1x2 0x2 1x20' },
        at: '12m',
        fires: [],
      },
    ],
    PrometheusRuleFailures: [
      {
        when: 'rules of one group fail at every round',
        series: { [`prometheus_rule_evaluation_failures_total{${pod},rule_group="rules.yaml;redis"}`]: '0+2x40' },
        at: '20m',
        fires: [
          {
            labels: { pod: 'prometheus-0', rule_group: 'rules.yaml;redis' },
            summary: 'prometheus-0 fails to evaluate rules of rules.yaml;redis',
          },
        ],
      },
      {
        when: 'one round failed',
        series: { [`prometheus_rule_evaluation_failures_total{${pod},rule_group="rules.yaml;redis"}`]: '0x5 1x40' },
        at: '15m',
        fires: [],
      },
    ],
    PrometheusWalCorrupt: [
      {
        when: 'a start after a power cut found a broken segment',
        series: { [`prometheus_tsdb_wal_corruptions_total{${pod}}`]: '0x5 1x40' },
        at: '10m',
        fires: [
          {
            labels: { pod: 'prometheus-0' },
            summary: 'prometheus-0 found its write-ahead log broken and cut it off there',
          },
        ],
      },
      {
        when: 'that was two hours ago',
        series: { [`prometheus_tsdb_wal_corruptions_total{${pod}}`]: '0x5 1x180' },
        silentFrom: '67m',
        at: '2h',
        fires: [],
      },
    ],
    PrometheusCompactionFailing: [
      {
        when: 'compaction failed twice',
        series: { [`prometheus_tsdb_compactions_failed_total{${pod}}`]: '0x5 1x60 2x120' },
        at: '3h',
        fires: [{ labels: { pod: 'prometheus-0' }, summary: 'prometheus-0 cannot compact its samples' }],
      },
      {
        when: 'it failed once',
        series: { [`prometheus_tsdb_compactions_failed_total{${pod}}`]: '0x5 1x180' },
        at: '2h',
        fires: [],
      },
    ],
    PrometheusNotIngesting: [
      {
        when: 'no sample has come in for a quarter of an hour',
        series: {
          [`prometheus_tsdb_head_samples_appended_total{${pod},type="float"}`]: '0+100x5 500x30',
          [`prometheus_tsdb_head_samples_appended_total{${pod},type="histogram"}`]: '0x40',
        },
        at: '25m',
        fires: [{ labels: { pod: 'prometheus-0' }, summary: 'prometheus-0 runs but stores nothing' }],
      },
      {
        when: 'samples come in and no native histogram ever does',
        series: {
          [`prometheus_tsdb_head_samples_appended_total{${pod},type="float"}`]: '0+100x40',
          [`prometheus_tsdb_head_samples_appended_total{${pod},type="histogram"}`]: '0x40',
        },
        at: '30m',
        fires: [],
      },
    ],
    PrometheusCannotAlert: [
      {
        when: 'not even the watchdog gets through to any Alertmanager',
        series: {
          [`prometheus_notifications_sent_total{${pod},alertmanager="http://alertmanager-0:9093"}`]: '50x30',
          [`prometheus_notifications_sent_total{${pod},alertmanager="http://alertmanager-1:9093"}`]: '50x30',
        },
        at: '20m',
        fires: [{ labels: { pod: 'prometheus-0' }, summary: 'prometheus-0 reaches no Alertmanager' }],
      },
      {
        when: 'one Alertmanager is reached and the others are not',
        series: {
          [`prometheus_notifications_sent_total{${pod},alertmanager="http://alertmanager-0:9093"}`]: '50x30',
          [`prometheus_notifications_sent_total{${pod},alertmanager="http://alertmanager-1:9093"}`]: '0+1x30',
        },
        at: '20m',
        fires: [],
      },
    ],
    PrometheusSlowRules: [
      {
        when: 'a group of thirty seconds takes forty',
        series: {
          [`prometheus_rule_group_last_duration_seconds{${pod},rule_group="rules.yaml;redis",job="${job}"}`]: '40x40',
          [`prometheus_rule_group_interval_seconds{${pod},rule_group="rules.yaml;redis",job="${job}"}`]: '30x40',
        },
        at: '16m',
        fires: [
          {
            labels: { pod: 'prometheus-0', rule_group: 'rules.yaml;redis', job },
            summary: 'prometheus-0 needs longer for rules.yaml;redis than there is time between two rounds',
          },
        ],
      },
      {
        when: 'it takes twenty-nine',
        series: {
          [`prometheus_rule_group_last_duration_seconds{${pod},rule_group="rules.yaml;redis",job="${job}"}`]: '29x40',
          [`prometheus_rule_group_interval_seconds{${pod},rule_group="rules.yaml;redis",job="${job}"}`]: '30x40',
        },
        at: '30m',
        fires: [],
      },
      {
        when: 'it takes exactly the time between two rounds',
        series: {
          [`prometheus_rule_group_last_duration_seconds{${pod},rule_group="rules.yaml;redis",job="${job}"}`]: '30x40',
          [`prometheus_rule_group_interval_seconds{${pod},rule_group="rules.yaml;redis",job="${job}"}`]: '30x40',
        },
        at: '30m',
        fires: [],
      },
    ],
  },
});
