import { footprintOf, valuesHash } from '../footprint';
import { closedSchema } from './chart-schema';
import { summarise } from './summarise';

describe('charts', () => {
  const { schema } = closedSchema({
    type: 'object',
    properties: {
      kubeProxyReplacement: { type: ['null', 'boolean'] },
      affinity: { type: 'object', properties: { podAntiAffinity: { type: 'object' } } },
      extraConfig: { type: 'object' },
      port: { type: ['integer', 'string'] },
    },
  });

  it('closes objects that list their fields and leaves free ones free', () => {
    expect(schema.properties!.kubeProxyReplacement).toEqual({ type: 'boolean', nullable: true });
    expect(schema.properties!.extraConfig!['x-kubernetes-preserve-unknown-fields']).toBe(true);
    expect(schema.properties!.port!.anyOf).toEqual([{ type: 'integer' }, { type: 'string' }]);
    expect(schema['x-kubernetes-preserve-unknown-fields']).toBeUndefined();
  });

  it('judges pieces of Kubernetes objects by their own types', () => {
    expect(schema.properties!.affinity).toEqual({ $ref: '#/definitions/Affinity' });
  });

  it('boils rendered objects down', () => {
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'operator' },
      spec: {
        replicas: 2,
        template: {
          metadata: { labels: { app: 'operator' } },
          spec: { containers: [{ name: 'main', image: 'a:1', ports: [{ containerPort: 80, hostPort: 80 }] }] },
        },
      },
    };
    const about = { chart: 'operator', version: 'v1', valuesHash: 'x', namespace: 'system' };
    const footprint = summarise(about, [deployment, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }]);
    expect(footprint.workloads).toEqual([
      expect.objectContaining({ namespace: 'system', name: 'operator', replicas: 2, labels: { app: 'operator' } }),
    ]);
    expect(footprint.workloads[0]!.containers[0]!.ports).toEqual([{ port: 80, protocol: 'TCP', hostPort: 80 }]);
    expect(footprint.images).toEqual(['a:1']);
    expect(footprint.objects).toEqual({ 'apps/v1 Deployment': 1, 'v1 ConfigMap': 1 });
  });

  it('keeps where pods of a chart want to stand and how they are replaced, and nothing that is empty', () => {
    const tolerations = [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }];
    const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } };
    const rendered = (strategy: object, place: object) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'operator' },
      spec: { ...strategy, template: { spec: { containers: [], ...place } } },
    });
    const about = { chart: 'operator', version: 'v1', valuesHash: 'x', namespace: 'system' };
    const only = (...given: Parameters<typeof rendered>) => summarise(about, [rendered(...given)]).workloads[0];
    expect(only({ strategy: { type: 'Recreate' } }, { tolerations, affinity, nodeSelector: {} })).toMatchObject({
      place: { tolerations, affinity },
      strategy: { type: 'Recreate' },
    });
    expect(only({}, { tolerations: [], affinity: {} })).toMatchObject({ place: {} });
    expect(only({}, {})).not.toHaveProperty('strategy');
  });

  it('knows values by content, not by the order of keys, and says when they changed', () => {
    expect(valuesHash({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(valuesHash({ b: [{ d: 3, c: 2 }], a: 1 }));
    expect(valuesHash({ a: 1 })).not.toBe(valuesHash({ a: 2 }));
    expect(footprintOf('cilium', { surely: 'never rendered' }).state).toBe('stale');
    expect(footprintOf('cloudnative-pg', {}).state).toBe('upstream');
    expect(footprintOf('no-such-chart', {}).state).toBe('unknown');
  });
});
