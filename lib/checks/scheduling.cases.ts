import type { RuleCases } from './rule-cases';
import { bladeExists, deviceExists, keepsFromItself } from './scheduling';
import { all, none, set } from './testing/edits';

const chat = 'ml/Deployment/chat';
const redis = 'data/StatefulSet/redis';
const pod = 'spec.template.spec';
const required = 'affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]';
const silent = ['is silent on the sample rack', none, []] as const;
const plugin = set('hardware/DaemonSet/thermal', `${pod}.containers[thermal].args`, [
  '--domain',
  'squat.ai',
  '--device',
  '{"name":"i2c","groups":[]}',
]);
const wants = (name: string) => set(chat, `${pod}.containers[chat].resources.limits["${name}"]`, '1');

export const schedulingCases: readonly RuleCases[] = [
  [
    bladeExists,
    [
      silent,
      [
        'finds a label that no node carries',
        set(chat, `${pod}.nodeSelector`, { disktype: 'ssd' }),
        [
          {
            object: chat,
            path: `${pod}.nodeSelector.disktype`,
            message: 'wants blades with label disktype, which none carries',
          },
        ],
      ],
      [
        'finds a value that no blade has',
        set(chat, `${pod}.nodeSelector`, { 'kubernetes.io/arch': 'riscv64' }),
        [{ object: chat, message: 'wants blades whose kubernetes.io/arch is riscv64, and there is none' }],
      ],
      [
        'reads required affinity too',
        set(chat, `${pod}.affinity`, {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'Exists' }] }],
            },
          },
        }),
        [{ object: chat, message: 'wants blades with label zone, which none carries' }],
      ],
      ['takes a blade by its name', set(chat, `${pod}.nodeSelector`, { 'kubernetes.io/hostname': 'blade-2' }), []],
    ],
  ],
  [
    deviceExists,
    [
      silent,
      ['is silent about a device that a plugin hands out', all(plugin, wants('squat.ai/i2c')), []],
      [
        'finds a misspelt device',
        all(plugin, wants('squat.ai/i2cc')),
        [
          {
            object: chat,
            message: 'asks for device squat.ai/i2cc, which no plugin of this rack hands out',
            fix: 'did you mean squat.ai/i2c?',
          },
        ],
      ],
    ],
  ],
  [
    keepsFromItself,
    [
      silent,
      [
        'finds pods that keep away from nobody',
        set(redis, `${pod}.${required}.labelSelector.matchLabels`, { 'app.kubernetes.io/name': 'rediss' }),
        [
          {
            object: redis,
            path: `${pod}.${required}.labelSelector`,
            message: 'keeps away from pods that do not exist',
          },
        ],
      ],
      [
        'finds a label to spread over that no blade carries',
        set(redis, `${pod}.${required}.topologyKey`, 'kubernetes.io/hostnam'),
        [{ object: redis, message: 'spreads over kubernetes.io/hostnam, a label that no blade carries' }],
      ],
      [
        "finds a spread by a neighbour's pods",
        set('ml/Deployment/chat', `${pod}.topologySpreadConstraints[0].labelSelector.matchLabels`, {
          'app.kubernetes.io/name': 'redis',
        }),
        [{ object: chat, message: 'keeps away from pods that do not exist' }],
      ],
    ],
  ],
];
