import { only, render } from './testing/render';
import { StorageClass } from './storage';
import { templateSize } from './claims';
import { Workload } from './workload';
import type { WorkloadProps } from './workload-props';

const fast = new StorageClass('fast', 1);

function set(props: Partial<WorkloadProps>) {
  return render(
    (scope) =>
      new Workload(scope, {
        kind: 'StatefulSet',
        namespace: 'demo',
        name: 'store',
        tier: 'data',
        user: { uid: 1000, gid: 1000 },
        containers: { store: { image: 'any', cpu: '10m', memory: '32Mi' } },
        ...props,
      } as WorkloadProps),
  );
}

const claimsOf = (props: Partial<WorkloadProps>) =>
  set(props).filter(({ kind }) => kind === 'PersistentVolumeClaim') as unknown as {
    metadata: { name: string; annotations: object };
    spec: { resources: { requests: { storage: string } } };
  }[];

describe('the claims of a StatefulSet', () => {
  test('are objects with the size that is wanted, under the names that the set looks for', () => {
    const claims = claimsOf({ replicas: 2, claims: { data: fast.claim('40Gi'), wal: fast.claim('8Gi') } });
    expect(claims.map(({ metadata, spec }) => [metadata.name, spec.resources.requests.storage])).toEqual([
      ['data-store-0', '40Gi'],
      ['data-store-1', '40Gi'],
      ['wal-store-0', '8Gi'],
      ['wal-store-1', '8Gi'],
    ]);
  });

  test('are never pruned', () => {
    const [claim] = claimsOf({ claims: { data: fast.claim('1Gi') } });
    expect(claim!.metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
  });

  test('grow and multiply without a byte of the claim template changing', () => {
    const templates = ['2Gi', '40Gi'].map(
      (size) =>
        (only(set({ claims: { data: fast.claim(size) } }), 'StatefulSet').spec as Record<string, unknown>)[
          'volumeClaimTemplates'
        ],
    );
    expect(templates[0]).toEqual(templates[1]);
    expect(JSON.stringify(templates[0])).toContain(`"storage":"${templateSize}"`);
  });

  test('stay in the template alone where the files are fetched again anyway', () => {
    const claims = { models: { ...fast.claim('3Gi'), sizedByTemplate: true } };
    expect(claimsOf({ claims })).toEqual([]);
    expect(JSON.stringify(only(set({ claims }), 'StatefulSet').spec)).toContain('"storage":"3Gi"');
  });
});
