import { parse } from 'yaml';
import { App, Chart } from 'cdk8s';
import { composeSample, loadSample, sampleImages } from '../testing/sample-rack';
import { Alerts } from './alerts';
import { setRackContext } from './context';

const rules = {
  recordings: [{ record: 'data:redis_primaries:count', expr: 'sum(redis_instance_info{role="master"})' }],
  alerts: [{ alert: 'RedisDown', expr: 'redis_up == 0', for: '5m', severity: 'critical' as const, summary: 'down' }],
};

const nothingWatched = { workloads: [], scrapeTargets: [] };

test('a group holds recorded series first, since alerts of the same group read them', () => {
  const root = new App();
  setRackContext(root, { rack: loadSample(), images: sampleImages, namespaces: {}, secretHashes: new Map() });
  const { name, rules: rendered } = new Alerts(new Chart(root, 'redis'), rules).group('redis', nothingWatched);
  expect(name).toBe('redis');
  expect(rendered.map((rule) => Object.keys(rule)[0])).toEqual(['record', 'alert']);
});

test('every alert says whose it is, how urgent, and which page of the repository of the rack helps', () => {
  const root = new App();
  const rack = { ...loadSample(), git: { url: 'https://github.com/you/rack.git', branch: 'live', private: false } };
  setRackContext(root, { rack, images: sampleImages, namespaces: {}, secretHashes: new Map() });
  const [, alert] = new Alerts(new Chart(root, 'redis'), rules).group('redis', nothingWatched).rules;
  expect(alert).toEqual({
    alert: 'RedisDown',
    expr: 'redis_up == 0',
    for: '5m',
    labels: { app: 'redis', severity: 'critical' },
    annotations: {
      summary: 'down',
      runbook_url: 'https://github.com/you/rack/blob/live/docs/runbooks-sample/redis.md#redisdown',
    },
  });
});

test('rules may follow from what all apps run', () => {
  const root = new App();
  setRackContext(root, { rack: loadSample(), images: sampleImages, namespaces: {}, secretHashes: new Map() });
  const workload = {
    app: 'redis',
    area: 'data' as const,
    namespace: 'data',
    kind: 'StatefulSet' as const,
    name: 'redis',
    tier: 'data' as const,
  };
  const alerts = new Alerts(new Chart(root, 'watcher'), ({ workloads }) => ({
    alerts: workloads.map(({ quorum }) => ({ ...rules.alerts[0]!, expr: `count(redis_up == 1) < ${quorum}` })),
  }));
  const group = alerts.group('watcher', { ...nothingWatched, workloads: [{ ...workload, replicas: 3, quorum: 2 }] });
  expect(group.rules).toMatchObject([{ expr: 'count(redis_up == 1) < 2', labels: { app: 'watcher' } }]);
});

test('Prometheus reads the rules of every app from a file beside its configuration', () => {
  const config = composeSample().rendered.find(
    ({ manifest }) => manifest.kind === 'ConfigMap' && manifest.metadata.name === 'prometheus',
  )!.manifest as unknown as { data: Record<string, string> };
  expect(parse(config.data['prometheus.yaml']!)).toMatchObject({ rule_files: ['rules.yaml'] });
  expect(config.data['rules.yaml']).toMatch(/^groups:/);
});
