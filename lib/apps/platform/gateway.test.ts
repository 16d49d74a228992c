import type { Manifest } from '../../manifest/manifest';
import { composeSample } from '../../testing/sample-rack';

const manifests: readonly Manifest[] = composeSample().rendered.map(({ manifest }) => manifest);

test('only namespaces of apps with a host name may put a route on the TLS listener', () => {
  const homes = manifests.filter(({ kind }) => kind === 'HTTPRoute').map(({ metadata }) => metadata.namespace);
  const { listeners } = manifests.find(({ kind }) => kind === 'Gateway')!.spec as {
    listeners: { name: string; allowedRoutes: unknown }[];
  };
  const values = [...new Set(homes)].filter((each) => each !== 'gateway').sort();
  expect(values.length).toBeGreaterThan(0);
  expect(listeners.map(({ name, allowedRoutes }) => [name, allowedRoutes])).toEqual([
    ['http', { namespaces: { from: 'Same' } }],
    [
      'https',
      {
        namespaces: {
          from: 'Selector',
          selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] },
        },
      },
    ],
  ]);
});
