import { Pods } from './pods';
import { StorageClass } from './storage';
import { render } from './testing/render';
import { Workload } from './workload';
import type { WorkloadProps } from './workload-props';

/*
 * `npm run types` compiles this file: a line under `@ts-expect-error` that compiles after all is an error there. An owner's
 * app is compiled without a look at its types, so each test shows besides that the program refuses the line, too.
 */

const common = {
  namespace: 'demo',
  name: 'web',
  tier: 'batch',
  user: { uid: 1000, gid: 1000 },
  containers: { web: { image: 'any', cpu: '10m', memory: '32Mi', ports: { http: 8080 } } },
} as const;
const claims = { data: new StorageClass('fast', 1).claim('1Gi') };

describe('a field of another kind does not compile:', () => {
  // @ts-expect-error a Deployment has no volume per replica
  const claimed: WorkloadProps = { ...common, kind: 'Deployment', claims };
  // @ts-expect-error a Deployment runs always
  const scheduled: WorkloadProps = { ...common, kind: 'Deployment', schedule: '0 3 * * *' };
  // @ts-expect-error a StatefulSet never ends
  const ending: WorkloadProps = { ...common, kind: 'StatefulSet', deadlineSeconds: 60 };
  // @ts-expect-error a Deployment starts its replicas in no order
  const ordered: WorkloadProps = { ...common, kind: 'Deployment', podManagementPolicy: 'Parallel' };
  // @ts-expect-error a DaemonSet runs one pod per blade
  const counted: WorkloadProps = { ...common, kind: 'DaemonSet', replicas: 3 };
  // @ts-expect-error a Job runs one pod
  const spread: WorkloadProps = { ...common, kind: 'Job', spread: 'one-per-node' };
  const slip = { replicas: 3 };
  // @ts-expect-error a spread hides a field from the reader, not from the compiler
  const hidden: WorkloadProps = { ...common, kind: 'DaemonSet', ...slip };

  test.each<[string, WorkloadProps, keyof WorkloadProps]>([
    ['a schedule on a Deployment', scheduled, 'schedule'],
    ['a deadline on a StatefulSet', ending, 'deadlineSeconds'],
    ['an order on a Deployment', ordered, 'podManagementPolicy'],
    ['replicas of a DaemonSet', counted, 'replicas'],
    ['a spread of a Job', spread, 'spread'],
    ['replicas of a DaemonSet in a spread', hidden, 'replicas'],
    ['claims on a Deployment', claimed, 'claims'],
  ])('%s', (_, props, field) => {
    expect(() => render((scope) => new Workload(scope, props))).toThrow(`Workload demo/web has no field "${field}"`);
  });

  test('what happens when configuration changes that is not there', () => {
    // @ts-expect-error there is nothing to reload
    const reloading: WorkloadProps = { ...common, kind: 'Deployment', onConfigChange: 'reload' };
    expect(() => render((scope) => new Workload(scope, reloading))).toThrow('has no field "onConfigChange"');
  });

  test('a CronJob without a schedule', () => {
    // @ts-expect-error it would never run
    const never: WorkloadProps = { ...common, kind: 'CronJob' };
    expect(never).not.toHaveProperty('schedule');
  });
});

describe('a port is called by its name:', () => {
  test('one of a workload', () => {
    expect.assertions(2);
    render((scope) => {
      const web = new Workload(scope, { ...common, kind: 'Deployment' });
      expect(web.ports.http.port).toBe(8080);
      // @ts-expect-error misspelt
      expect(web.ports.htp).toBeUndefined();
    });
  });

  test('one of another container of the pod', () => {
    expect.assertions(2);
    render((scope) => {
      const metrics = { ...common.containers.web, ports: { metrics: 9100 } };
      const web = new Workload(scope, {
        ...common,
        kind: 'Deployment',
        containers: { web: { image: 'any', cpu: '10m', memory: '32Mi', ports: { http: 8080 } } },
        initContainers: { metrics: { ...metrics, sidecar: true, scrape: 'metrics' } },
      });
      expect([web.ports.http.port, web.ports.metrics.port]).toEqual([8080, 9100]);
      // @ts-expect-error misspelt
      expect(web.ports.metric).toBeUndefined();
    });
  });

  test('the one that Prometheus reads', () => {
    const scraped: WorkloadProps<'http'> = {
      ...common,
      kind: 'Deployment',
      // @ts-expect-error there is no such port
      containers: { web: { ...common.containers.web, scrape: 'htp' } },
    };
    expect(() => render((scope) => new Workload(scope, scraped))).toThrow(/no port "htp"/);
  });

  test('one of pods that an operator makes', () => {
    expect.assertions(2);
    render((scope) => {
      const pods = new Pods(scope, 'pods', {
        namespace: 'demo',
        name: 'p',
        labels: {},
        ports: { sql: { port: 5432 } },
      });
      expect(pods.ports.sql.port).toBe(5432);
      // @ts-expect-error misspelt
      expect(pods.ports.sqll).toBeUndefined();
    });
  });

  test('a workload without ports has none to call', () => {
    expect.assertions(1);
    render((scope) => {
      const { image, cpu, memory } = common.containers.web;
      const worker = new Workload(scope, {
        ...common,
        kind: 'Deployment',
        containers: { web: { image, cpu, memory } },
      });
      // @ts-expect-error it has no port at all
      expect(worker.ports.http).toBeUndefined();
    });
  });
});
