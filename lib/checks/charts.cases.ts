import { chartBestEffort, chartFootprint } from './charts';
import type { RuleCases } from './rule-cases';
import { none, setFact } from './testing/edits';

const footprint = { workloads: [], source: 'chart longhorn 1.12.1, rendered' };

const made = (workload: object) =>
  setFact('releases[1].footprint', { ...footprint, workloads: [{ name: 'plugin', images: [], ...workload }] });

export const chartCases: readonly RuleCases[] = [
  [
    chartFootprint,
    [
      ['is silent on the sample rack', none, []],
      ['is silent on a footprint of the same values', setFact('releases[1].footprint', footprint), []],
      [
        'finds a footprint of other values',
        setFact('releases[1].footprint', { ...footprint, isStale: true }),
        [
          {
            object: 'longhorn-system/HelmRelease/longhorn',
            path: 'spec.values',
            message: 'has other values than the ones of chart longhorn 1.12.1, rendered',
          },
        ],
      ],
    ],
  ],
  [
    chartBestEffort,
    [
      ['is silent on the sample rack', none, []],
      ['is silent on a Deployment that requests nothing', made({ kind: 'Deployment' }), []],
      ['is silent on a DaemonSet that requests memory alone', made({ kind: 'DaemonSet', memory: '10Mi' }), []],
      [
        'finds a DaemonSet that requests nothing',
        made({ kind: 'DaemonSet' }),
        [
          {
            object: 'longhorn-system/HelmRelease/longhorn',
            path: 'spec.values',
            message: 'makes DaemonSet plugin, whose pods request neither CPU nor memory',
          },
        ],
      ],
    ],
  ],
];
