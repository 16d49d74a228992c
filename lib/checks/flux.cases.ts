import { applied, missingTarget, neverPruned, noCycle, substitution } from './flux';
import { appliedInOrder, kindsDefined } from './flux-order';
import type { RuleCases } from './rule-cases';
import { add, all, none, remove, set, setFact } from './testing/edits';

const kustomization = (name: string) => `flux-system/Kustomization/${name}`;
const prune = 'metadata.annotations["kustomize.toolkit.fluxcd.io/prune"]';
const script = set('data/ConfigMap/redis', 'data', { 'redis.conf': 'dir ${HOME}/data' });
const substitute = set(kustomization('redis'), 'spec.postBuild', { substitute: { DOMAIN: 'rack.home.arpa' } });
const silent = ['is silent on the sample rack', none, []] as const;

export const fluxCases: readonly RuleCases[] = [
  [
    missingTarget,
    [
      silent,
      [
        'finds a Kustomization that waits for nobody',
        set(kustomization('redis'), 'spec.dependsOn[longhorn].name', 'longhron'),
        [
          {
            object: kustomization('redis'),
            path: 'spec.dependsOn[longhron]',
            message: 'waits for Kustomization flux-system/longhron, which does not exist',
            fix: 'did you mean longhorn?',
          },
        ],
      ],
      [
        'knows the one that flux-operator makes',
        set(kustomization('namespaces'), 'spec.dependsOn', [{ name: 'flux-system' }]),
        [],
      ],
    ],
  ],
  [
    noCycle,
    [
      silent,
      [
        'prints the circle, once',
        set(kustomization('namespaces'), 'spec.dependsOn', [{ name: 'redis' }]),
        [
          {
            object: kustomization('longhorn'),
            path: 'spec.dependsOn',
            message: 'waits for itself: longhorn → namespaces → redis → longhorn',
          },
          { object: kustomization('namespaces'), message: 'waits for itself: namespaces → redis → namespaces' },
        ],
      ],
      [
        'finds one that waits for itself',
        set(kustomization('redis'), 'spec.dependsOn', [{ name: 'redis' }]),
        [{ object: kustomization('redis'), message: 'waits for itself: redis → redis' }],
      ],
    ],
  ],
  [
    applied,
    [
      silent,
      [
        'finds an app that never reaches the cluster',
        all(remove(kustomization('thermal'))),
        [
          {
            object: 'hardware/CiliumNetworkPolicy/thermal',
            message: 'belongs to app thermal, which no Kustomization applies',
            fix: 'make a Kustomization whose path ends in apps/thermal',
          },
        ],
      ],
    ],
  ],
  [
    appliedInOrder,
    [
      silent,
      [
        'finds a kind that comes before its definition, and prints the chain',
        set(kustomization('postgres'), 'spec.dependsOn', [{ name: 'longhorn' }]),
        [
          {
            object: 'data/CiliumNetworkPolicy/postgres',
            message:
              'is of group cilium.io, which app cnpg brings, but Kustomization postgres waits for longhorn, namespaces only',
          },
          {
            object: 'data/Cluster/postgres',
            path: 'apiVersion',
            message:
              'is of group postgresql.cnpg.io, which app cnpg brings, but Kustomization postgres waits for longhorn, namespaces only',
            fix: 'add cnpg to dependsOn of Kustomization postgres',
          },
          {
            object: 'data/ObjectStore/postgres',
            message:
              'is of group barmancloud.cnpg.io, which app cnpg brings, but Kustomization postgres waits for longhorn, namespaces only',
          },
        ],
      ],
      [
        'finds objects before their namespace, and volumes before their class, once per app',
        set(kustomization('redis'), 'spec.dependsOn', undefined),
        [
          {
            object: 'data/ConfigMap/redis',
            path: 'metadata.namespace',
            message:
              'lives in namespace data, which app namespaces brings, but Kustomization redis waits for nothing only',
          },
          {
            object: 'data/StatefulSet/redis',
            path: 'spec.volumeClaimTemplates',
            message:
              'claims storage of class node-local, which app longhorn brings, but Kustomization redis waits for nothing only',
          },
        ],
      ],
      [
        'finds an object beside the chart that defines its kind',
        add(
          {
            apiVersion: 'longhorn.io/v1beta2',
            kind: 'RecurringJob',
            metadata: { namespace: 'longhorn-system', name: 'x' },
          },
          'longhorn',
        ),
        [
          {
            object: 'longhorn-system/RecurringJob/x',
            message:
              'is of group longhorn.io, which only the chart of its own app longhorn brings; Flux checks all of an app before it applies the first',
          },
        ],
      ],
      [
        'finds a kind that nobody defines',
        setFact('operatorMade', [
          { kind: 'GatewayClass', name: 'cilium', source: 'x' },
          { kind: 'Namespace', name: 'flux-system', source: 'x' },
        ]),
        [
          {
            object: 'ml/Gateway/rack',
            message: 'is of group gateway.networking.k8s.io, whose definition no app of this rack brings',
          },
        ],
      ],
    ],
  ],
  [
    neverPruned,
    [
      silent,
      [
        'finds a namespace that a slip in git would delete',
        set('Namespace/data', 'metadata.annotations', undefined),
        [{ object: 'Namespace/data', path: prune, message: 'is absent; a Namespace is never pruned' }],
      ],
      [
        'finds databases and the releases that hold data',
        all(
          set('data/Cluster/postgres', prune, 'enabled'),
          set('longhorn-system/HelmRelease/longhorn', prune, undefined),
          set('cnpg-system/HelmRelease/cnpg', prune, undefined),
        ),
        [
          { object: 'cnpg-system/HelmRelease/cnpg', message: 'is absent; a HelmRelease is never pruned' },
          { object: 'data/Cluster/postgres', message: 'is enabled; a Cluster is never pruned' },
          { object: 'longhorn-system/HelmRelease/longhorn', message: 'is absent; a HelmRelease is never pruned' },
        ],
      ],
    ],
  ],
  [
    substitution,
    [
      silent,
      [
        'finds a variable that Flux would replace',
        all(script, substitute),
        [
          {
            object: 'data/ConfigMap/redis',
            path: 'data["redis.conf"]',
            message: 'holds ${HOME}, which Kustomization redis would replace',
            fix: 'write $${HOME}, or annotate it with kustomize.toolkit.fluxcd.io/substitute: disabled',
          },
        ],
      ],
      ['is silent where nothing is replaced', script, []],
      [
        'accepts what is escaped, or exempt',
        all(
          substitute,
          set('data/ConfigMap/redis', 'data', { 'redis.conf': 'dir $${HOME}/data' }),
          set('data/Service/redis', 'metadata.annotations', {
            note: '${HOME}',
            'kustomize.toolkit.fluxcd.io/substitute': 'disabled',
          }),
        ),
        [],
      ],
    ],
  ],
  [
    kindsDefined,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a group of which only a part is defined',
        add({
          apiVersion: 'apiextensions.k8s.io/v1',
          kind: 'CustomResourceDefinition',
          metadata: {
            name: 'fluxinstances.fluxcd.controlplane.io',
            annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
          },
          spec: { group: 'fluxcd.controlplane.io', names: { kind: 'FluxInstance', plural: 'fluxinstances' } },
        }),
        ['fluxreports', 'resourcesetinputproviders', 'resourcesets'].map((plural) => ({
          object: 'CustomResourceDefinition/fluxinstances.fluxcd.controlplane.io',
          message: `stands without CustomResourceDefinition ${plural}.fluxcd.controlplane.io, which is of the same group`,
        })),
      ],
    ],
  ],
];
