import { domainsThere, neighbourThere, notByName, onEveryBlade } from './blades-chosen';
import type { RuleCases, RuleRow } from './rule-cases';
import { none, set } from './testing/edits';

const chat = 'ml/Deployment/chat';
const thermal = 'hardware/DaemonSet/thermal';
const pod = 'spec.template.spec';
const silent: RuleRow = ['is silent on the sample rack', none, []];
const near = (matchLabels: object, more = {}) =>
  set(chat, `${pod}.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution`, [
    { labelSelector: { matchLabels }, topologyKey: 'kubernetes.io/hostname', ...more },
  ]);
const spread = (minDomains: number) =>
  set(chat, `${pod}.topologySpreadConstraints`, [
    { maxSkew: 1, minDomains, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' },
  ]);

export const chosenBladeCases: readonly RuleCases[] = [
  [
    notByName,
    [
      silent,
      [
        'finds a pod that names its blade',
        set(chat, `${pod}.nodeName`, 'blade-04'),
        [{ object: chat, path: `${pod}.nodeName`, message: 'is tied to blade-04' }],
      ],
    ],
  ],
  [
    neighbourThere,
    [
      silent,
      [
        'finds a pod that must be near nobody',
        near({ app: 'nobody' }),
        [
          {
            object: chat,
            path: `${pod}.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]`,
            message: 'must be near pods that nobody has',
          },
        ],
      ],
      [
        'is content with pods of another namespace that it names',
        near({ 'app.kubernetes.io/name': 'redis' }, { namespaces: ['data'] }),
        [],
      ],
    ],
  ],
  [
    domainsThere,
    [
      silent,
      [
        'finds a spread over more blades than there are',
        spread(30),
        [{ object: chat, path: `${pod}.topologySpreadConstraints[0].minDomains`, message: 'asks for 30 blades of 5' }],
      ],
      ['is content with as many as there are', spread(5), []],
    ],
  ],
  [
    onEveryBlade,
    [
      silent,
      [
        'finds a daemon that some blades would lack',
        set(thermal, `${pod}.tolerations`, [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }]),
        [{ object: thermal, path: `${pod}.tolerations`, message: 'is left out on blades with a taint' }],
      ],
    ],
  ],
];
