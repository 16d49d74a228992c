import { appliedHere } from './flux-elsewhere';
import type { RuleCases } from './rule-cases';
import { none, set } from './testing/edits';

const redis = 'flux-system/Kustomization/redis';

export const fluxElsewhereCases: readonly RuleCases[] = [
  [
    appliedHere,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds an app that is applied to another cluster',
        set(redis, 'spec.kubeConfig', { secretRef: { name: 'elsewhere' } }),
        [{ object: redis, path: 'spec.kubeConfig', message: 'applies its app to another cluster' }],
      ],
      [
        'finds an account that nothing makes',
        set(redis, 'spec.serviceAccountName', 'nobody'),
        [
          {
            object: redis,
            path: 'spec.serviceAccountName',
            message: 'applies as ServiceAccount flux-system/nobody, which nothing makes',
          },
        ],
      ],
    ],
  ],
];
