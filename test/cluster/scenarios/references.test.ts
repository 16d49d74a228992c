import type { KubeObject } from '../kube/object';
import { danglingIn } from './references';

const present = new Map([
  ['ns/Secret/there', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'there' }, data: { key: 'eA==' } }],
  ['ns/ConfigMap/there', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'there' }, binaryData: { key: '' } }],
]);
const pod = (spec: object): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'x', namespace: 'ns' },
    spec: { containers: [{ name: 'c' }], ...spec },
  }) as KubeObject;
const volume = (source: object) => pod({ volumes: [{ name: 'v', ...source }] });
const job = (spec: object): KubeObject =>
  ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'x', namespace: 'ns' },
    spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: 'c', ...spec }] } } } } },
  }) as unknown as KubeObject;
const projected = (items: object[]) => volume({ projected: { sources: [{ secret: { name: 'there', items } }] } });
const secretKeyRef = (name: string, key: string) => [{ name: 'A', valueFrom: { secretKeyRef: { name, key } } }];

describe('what pods name and the cluster lacks', () => {
  const rows: [what: string, object: KubeObject, lacking: RegExp | undefined][] = [
    ['nothing', volume({ secret: { secretName: 'there' } }), undefined],
    ['a Secret in a volume', volume({ secret: { secretName: 'nowhere' } }), /ns\/Secret\/nowhere/],
    ['one that may be missing', volume({ secret: { secretName: 'nowhere', optional: true } }), undefined],
    [
      'a key in the items of a volume',
      volume({ configMap: { name: 'there', items: [{ key: 'other' }] } }),
      /key other/,
    ],
    ['a key in the items of a projected Secret', projected([{ key: 'other', path: 'x' }]), /key other of ns\/Secret/],
    ['a key that is there', projected([{ key: 'key', path: 'x' }]), undefined],
    [
      'a Secret of a pod that no CronJob has made yet',
      job({ envFrom: [{ secretRef: { name: 'n' } }] }),
      /CronJob\/x.*n/,
    ],
    ['a key of it', job({ env: secretKeyRef('there', 'other') }), /CronJob\/x names key other/],
  ];
  test.each(rows)('%s', (_, object, lacking) => {
    const found = danglingIn(present, [object]);
    if (lacking === undefined) expect(found).toEqual([]);
    else expect(found).toEqual([expect.stringMatching(lacking)]);
  });
});
