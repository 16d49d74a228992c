import { etcdSnapshotsTaken } from './helper-machines';
import type { RuleCases } from './rule-cases';
import { none, setFact } from './testing/edits';

export const helperCases: readonly RuleCases[] = [
  [
    etcdSnapshotsTaken,
    [
      ['is silent where a helper takes them', none, []],
      [
        'finds a rack without a helper',
        setFact('rack.helpers', []),
        [
          {
            object: 'clusters/sample.yaml',
            path: 'helpers',
            message: 'no machine beside the rack takes snapshots of etcd',
          },
        ],
      ],
      [
        'finds a helper that does something else',
        setFact('rack.helpers', [{ name: 'nuc', address: '192.168.1.5', does: ['clock'] }]),
        [{ object: 'clusters/sample.yaml', message: 'no machine beside the rack takes snapshots of etcd' }],
      ],
      [
        'finds snapshots that nobody could open',
        setFact('rack.recipients', []),
        [
          {
            object: 'clusters/sample.yaml',
            path: 'recipients',
            message: 'nuc takes no snapshots of etcd without a recipient who can open them',
          },
        ],
      ],
    ],
  ],
];
