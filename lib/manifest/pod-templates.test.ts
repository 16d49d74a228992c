import type { Manifest } from './manifest';
import { containersOf, podTemplatesOf } from './pod-templates';

const pod = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main' }] } };

function object(kind: string, fields: Record<string, unknown>): Manifest {
  return { apiVersion: 'x/v1', kind, metadata: { name: 'x' }, ...fields };
}

test.each([
  ['Deployment', { spec: { template: pod } }, 'spec.template.spec'],
  ['StatefulSet', { spec: { template: pod } }, 'spec.template.spec'],
  ['DaemonSet', { spec: { template: pod } }, 'spec.template.spec'],
  ['Job', { spec: { template: pod } }, 'spec.template.spec'],
  ['CronJob', { spec: { jobTemplate: { spec: { template: pod } } } }, 'spec.jobTemplate.spec.template.spec'],
  ['PodTemplate', { template: pod }, 'template.spec'],
  ['Pod', { metadata: { name: 'x', labels: { app: 'a' } }, spec: pod.spec }, 'spec'],
  [
    'Rollout',
    { spec: { strategy: { steps: [{ name: 'canary', template: pod }] } } },
    'spec.strategy.steps[canary].template.spec',
  ],
])('finds the pods of a %s', (kind, fields, path) => {
  const [template, ...more] = podTemplatesOf(object(kind, fields));
  expect(more).toEqual([]);
  expect(template).toMatchObject({ path, labels: { app: 'a' }, spec: pod.spec });
});

test.each(['ConfigMap', 'HelmRelease', 'CustomResourceDefinition', 'Secret'])(
  'takes nothing in a %s for pods',
  (kind) => {
    expect(podTemplatesOf(object(kind, { spec: { values: { template: pod } } }))).toEqual([]);
  },
);

test('finds every container, whatever its list, and knows a sidecar', () => {
  const spec = {
    containers: [{ name: 'main' }],
    initContainers: [{ name: 'migrate' }, { name: 'proxy', restartPolicy: 'Always' }],
    ephemeralContainers: [{ name: 'debug' }],
  };
  const [template] = podTemplatesOf(object('Deployment', { spec: { template: { spec } } }));
  expect(template && containersOf(template).map(({ role, path }) => [role, path])).toEqual([
    ['main', 'spec.template.spec.containers[main]'],
    ['init', 'spec.template.spec.initContainers[migrate]'],
    ['sidecar', 'spec.template.spec.initContainers[proxy]'],
    ['ephemeral', 'spec.template.spec.ephemeralContainers[debug]'],
  ]);
});
