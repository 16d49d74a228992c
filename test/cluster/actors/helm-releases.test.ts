import { type HelmRelease, firstLacking } from './helm-releases';

/** A cluster with one source and one ConfigMap. */
const present: Record<string, object> = {
  'OCIRepository/ns/chart': {},
  'ConfigMap/ns/values': { data: { 'values.yaml': 'a: 1' } },
};
const client = {
  get: (_: string, kind: string, namespace: string | undefined, name: string) =>
    Promise.resolve(present[`${kind}/${namespace}/${name}`] as never),
};
const release = (spec: HelmRelease['spec']): HelmRelease => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'x', namespace: 'ns' },
  spec,
});
const chartRef = { kind: 'OCIRepository', name: 'chart' };
const values = { kind: 'ConfigMap', name: 'values' };

describe('what a release names and the cluster lacks', () => {
  const rows: [what: string, spec: HelmRelease['spec'], lacking: RegExp | undefined][] = [
    ['nothing', { chartRef, valuesFrom: [values] }, undefined],
    ['its source', { chartRef: { ...chartRef, name: 'nowhere' } }, /OCIRepository 'nowhere'/],
    ['a source in another namespace', { chartRef: { ...chartRef, namespace: 'other' } }, /OCIRepository 'chart'/],
    ['a source of an unknown kind', { chartRef: { kind: 'Chart', name: 'chart' } }, /Chart 'chart'/],
    ['any chart', {}, /neither a chart nor a chartRef/],
    ['the object with its values', { chartRef, valuesFrom: [{ ...values, name: 'nowhere' }] }, /ConfigMap 'nowhere'/],
    ['a key of it', { chartRef, valuesFrom: [{ ...values, valuesKey: 'other.yaml' }] }, /ConfigMap 'values'/],
    [
      'values that may be missing',
      { chartRef, valuesFrom: [{ ...values, name: 'nowhere', optional: true }] },
      undefined,
    ],
  ];
  test.each(rows)('%s', async (_, spec, lacking) => {
    const found = await firstLacking(client, release(spec));
    if (lacking === undefined) expect(found).toBeUndefined();
    else expect(found?.message).toMatch(lacking);
  });
});
