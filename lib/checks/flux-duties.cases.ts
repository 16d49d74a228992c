import {
  asWritten,
  controllersThere,
  healthAwaited,
  leavesNothing,
  neverForced,
  oneFolder,
  oneOwner,
  patience,
  secretsOpened,
} from './flux-duties';
import type { RuleCases, RuleRow } from './rule-cases';
import { add, all, none, set } from './testing/edits';

const silent: RuleRow = ['is silent on the sample rack', none, []];
const flux = 'flux-system/FluxInstance/flux';
const redis = 'flux-system/Kustomization/redis';
const check = (name: string) => ({ apiVersion: 'apps/v1', kind: 'StatefulSet', name, namespace: 'data' });
const expression = (current: string) =>
  set(redis, 'spec.healthCheckExprs', [{ apiVersion: 'apps/v1', kind: 'StatefulSet', current }]);
const map = (app: string) =>
  add(
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'redis', namespace: 'data' },
      data: { 'redis.conf': 'x' },
    },
    app,
  );

export const fluxDutyCases: readonly RuleCases[] = [
  [
    leavesNothing,
    [
      silent,
      [
        'finds an app that leaves behind what is taken out of it',
        set(redis, 'spec.prune', false),
        [{ object: redis, path: 'spec.prune', message: 'prunes nothing' }],
      ],
    ],
  ],
  [
    neverForced,
    [
      silent,
      [
        'finds a Kustomization that may delete to change',
        set(redis, 'spec.force', true),
        [{ object: redis, path: 'spec.force', message: 'may delete objects to change them' }],
      ],
      [
        'finds an object that asks for it',
        set('data/StatefulSet/redis', 'metadata.annotations', { 'kustomize.toolkit.fluxcd.io/force': 'enabled' }),
        [{ object: 'data/StatefulSet/redis', message: 'may be deleted to be changed' }],
      ],
    ],
  ],
  [
    oneOwner,
    [
      silent,
      [
        'finds one object in two apps',
        map('chat'),
        [{ object: 'data/ConfigMap/redis', message: 'stands 2 times in the tree, in chat and redis' }],
      ],
    ],
  ],
  [
    oneFolder,
    [
      silent,
      [
        'finds a Kustomization with the folder of another',
        set('flux-system/Kustomization/chat', 'spec.path', './dist/sample/apps/redis'),
        [
          {
            object: 'flux-system/Kustomization/chat',
            path: 'spec.path',
            message: 'applies dist/sample/apps/redis, as Kustomization redis does',
          },
        ],
      ],
    ],
  ],
  [
    asWritten,
    [
      silent,
      [
        'finds one that puts all into another namespace',
        set(redis, 'spec.targetNamespace', 'default'),
        [{ object: redis, path: 'spec.targetNamespace', message: 'changes what the files say (targetNamespace)' }],
      ],
    ],
  ],
  [
    patience,
    [
      silent,
      [
        'finds one that waits for hours',
        set(redis, 'spec.timeout', '2h'),
        [{ object: redis, path: 'spec.timeout', message: 'waits 2h for its pods' }],
      ],
      [
        'finds one that is looked at once a week',
        all(set(redis, 'spec.interval', '168h'), set(redis, 'spec.timeout', '5m')),
        [{ object: redis, path: 'spec.interval', message: 'is looked at every 168h' }],
      ],
    ],
  ],
  [
    healthAwaited,
    [
      silent,
      [
        'finds a workload that nobody waits for',
        set(redis, 'spec.wait', false),
        [{ object: redis, path: 'spec.healthChecks', message: 'is Ready whatever becomes of data/StatefulSet/redis' }],
      ],
      [
        'finds a wait for what is not there',
        set(redis, 'spec.healthChecks', [check('rediss')]),
        [
          {
            object: redis,
            path: 'spec.healthChecks[rediss]',
            message: 'waits for StatefulSet data/rediss, which nothing makes',
          },
        ],
      ],
      [
        'finds an expression that counts pods of the old template',
        expression('status.readyReplicas >= 2'),
        [
          {
            object: redis,
            path: 'spec.healthCheckExprs[0].current',
            message: 'calls a StatefulSet well without a look at the pods of its newest template',
          },
        ],
      ],
      [
        'is content with one that looks at them',
        expression('status.observedGeneration == metadata.generation && status.updatedReplicas >= 2'),
        [],
      ],
    ],
  ],
  [
    secretsOpened,
    [
      [
        'finds an app whose Secrets nobody can open',
        set('flux-system/Kustomization/postgres', 'spec.decryption', undefined),
        [
          {
            object: 'flux-system/Kustomization/postgres',
            path: 'spec.decryption',
            message: 'cannot open the Secrets of postgres',
          },
        ],
      ],
      silent,
    ],
  ],
  [
    controllersThere,
    [
      silent,
      [
        'finds releases that no controller installs',
        set(flux, 'spec.components', ['source-controller', 'kustomize-controller']),
        [{ object: flux, path: 'spec.components', message: 'leaves helm-controller out' }],
      ],
    ],
  ],
];
