import { clusterNames, placedBySomebody } from './pod-fields';
import type { RuleCases } from './rule-cases';
import { none, set } from './testing/edits';

const chat = 'ml/Deployment/chat';
const pod = 'spec.template.spec';
const silent = ['is silent on the sample rack', none, []] as const;

export const podFieldCases: readonly RuleCases[] = [
  [
    placedBySomebody,
    [
      silent,
      [
        'finds a scheduler that nobody runs',
        set(chat, `${pod}.schedulerName`, 'volcano'),
        [{ object: chat, path: `${pod}.schedulerName`, message: 'waits for scheduler volcano, which nobody runs' }],
      ],
      [
        'finds a gate',
        set(chat, `${pod}.schedulingGates`, [{ name: 'example.org/wait' }]),
        [{ object: chat, message: 'is held back by a gate that nobody opens' }],
      ],
      [
        'finds a runtime that nothing makes',
        set(chat, `${pod}.runtimeClassName`, 'gvisor'),
        [{ object: chat, message: 'names RuntimeClass gvisor, which nothing makes' }],
      ],
    ],
  ],
  [
    clusterNames,
    [
      silent,
      [
        'finds a pod that asks the DNS of its blade',
        set(chat, `${pod}.dnsPolicy`, 'Default'),
        [
          {
            object: chat,
            path: `${pod}.dnsPolicy`,
            message: 'asks no DNS of the cluster (Default): names of Services lead nowhere',
          },
        ],
      ],
      [
        'finds name servers of its own',
        set(chat, `${pod}.dnsConfig`, { nameservers: ['192.0.2.53'] }),
        [{ object: chat, message: 'asks name servers of its own, past the policies that know names' }],
      ],
      [
        'finds names that are pinned',
        set(chat, `${pod}.hostAliases`, [{ ip: '192.0.2.9', hostnames: ['redis.data.svc.cluster.local'] }]),
        [{ object: chat, message: 'pins names to addresses, which every check takes from Services' }],
      ],
      ['leaves search domains alone', set(chat, `${pod}.dnsConfig`, { searches: ['home.arpa'] }), []],
    ],
  ],
];
