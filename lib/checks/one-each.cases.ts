import { oneAddress, oneBudget, oneDefaultClass, oneScaler } from './one-each';
import type { RuleCases } from './rule-cases';
import { add, all, none, set } from './testing/edits';

const chat = 'ml/Deployment/chat';
const silent = ['is silent on the sample rack', none, []] as const;
const defaultClass = 'metadata.annotations["storageclass.kubernetes.io/is-default-class"]';
const service = (name: string, clusterIP: string) =>
  add({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'data' }, spec: { clusterIP } });
const scaler = (name: string) =>
  add(
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'chat', namespace: 'ml' },
      spec: { maxReplicas: 9, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } },
    },
    'chat',
  );

export const oneEachCases: readonly RuleCases[] = [
  [
    oneBudget,
    [
      silent,
      [
        'finds a second budget over the same pods',
        add(
          {
            apiVersion: 'policy/v1',
            kind: 'PodDisruptionBudget',
            metadata: { name: 'second', namespace: 'ml' },
            spec: { maxUnavailable: 1, selector: { matchLabels: { 'app.kubernetes.io/name': 'chat' } } },
          },
          'chat',
        ),
        [
          {
            object: 'ml/PodDisruptionBudget/second',
            path: 'spec.selector',
            message: `guards pods of ${chat}, as ml/PodDisruptionBudget/chat does`,
          },
        ],
      ],
    ],
  ],
  [
    oneScaler,
    [
      silent,
      [
        'finds an autoscaler of a set whose replicas are stated',
        scaler('chat'),
        [
          {
            object: 'ml/HorizontalPodAutoscaler/chat',
            path: 'spec.scaleTargetRef',
            message: `changes the replicas of ${chat}, which states 2`,
          },
        ],
      ],
      ['leaves one alone whose set is nobody’s', scaler('nobody'), []],
    ],
  ],
  [
    oneDefaultClass,
    [
      silent,
      [
        'finds two default classes',
        all(
          set('StorageClass/node-local', defaultClass, 'true'),
          add({
            apiVersion: 'storage.k8s.io/v1',
            kind: 'StorageClass',
            metadata: { name: 'other', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
            provisioner: 'driver.longhorn.io',
          }),
        ),
        [
          {
            object: 'StorageClass/other',
            path: defaultClass,
            message: 'is the default class, as StorageClass/node-local is',
          },
        ],
      ],
    ],
  ],
  [
    oneAddress,
    [
      silent,
      [
        'finds two Services with one address',
        all(service('a', '10.96.7.7'), service('b', '10.96.7.7')),
        [
          {
            object: 'data/Service/b',
            path: 'spec.clusterIP',
            message: 'asks for 10.96.7.7, the address of data/Service/a',
          },
        ],
      ],
      [
        'finds one that takes the address of DNS',
        service('a', '10.96.0.10'),
        [{ object: 'data/Service/a', message: 'asks for 10.96.0.10, the address of the API server or of DNS' }],
      ],
      ['leaves headless ones alone', all(service('a', 'None'), service('b', 'None')), []],
    ],
  ],
];
