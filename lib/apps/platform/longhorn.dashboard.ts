import type { DashboardProps } from '../../kit/dashboards';
import { type Words, figure, lines, noneIsGood, row, table } from '../../kit/panels';

const robustness: Words = {
  0: ['detached', 'grey'],
  1: ['healthy', 'green'],
  2: ['degraded', 'orange'],
  3: ['faulted', 'red'],
};

const volume = 'pvc_namespace, pvc, volume';
/** Longhorn says of each state whether it is the one; the words above are numbered by how bad it is. */
const badness = ['unknown', 'healthy', 'degraded', 'faulted']
  .map((state, i) => `${i} * longhorn_volume_robustness{state="${state}"}`)
  .join(' or ');
const volumesThatAre = (state: string) =>
  `count(max by (volume) (longhorn_volume_robustness{state="${state}"}) == 1) or vector(0)`;

export const storageDashboard: DashboardProps = {
  uid: 'storage',
  title: 'Storage',
  purpose: 'Whether every volume has its copies, what is being rebuilt, and how much room there is.',
  links: ['nodes', 'postgres', 'minio'],
  rows: [
    row(
      'Has every volume its copies?',
      figure({
        title: 'Volumes without a copy',
        help: 'Faulted: what is on them cannot be read. Normal: none. Page: longhorn.',
        unit: 'count',
        query: volumesThatAre('faulted'),
        levels: noneIsGood,
      }),
      figure({
        title: 'Volumes that lack a copy',
        help: 'Degraded: they work, and are being rebuilt. Normal: none, or some for minutes after a blade died.',
        unit: 'count',
        query: volumesThatAre('degraded'),
        levels: ['green', [1, 'orange']],
      }),
      figure({
        title: 'Fullest blade',
        help: 'Share of what Longhorn may use on it. Above nine tenths it takes no more copies.',
        unit: 'share',
        query: 'max(longhorn_node_storage_usage_bytes / longhorn_node_storage_capacity_bytes)',
        levels: ['green', [0.75, 'orange'], [0.9, 'red']],
      }),
      figure({
        title: 'Blades that take copies',
        help: 'Blades on which Longhorn is ready. Volumes with three copies need three.',
        unit: 'count',
        query: 'count(max by (node) (longhorn_node_status{condition="ready"}) == 1) or vector(0)',
        levels: ['red', [3, 'orange'], [4, 'green']],
      }),
      table({
        title: 'Volumes',
        help: 'Those that are not healthy come first. Detached volumes are unknown, which is normal for a pod that does not run.',
        labels: { pvc_namespace: 'Namespace', pvc: 'Claim', volume: 'Volume' },
        columns: [
          {
            title: 'State',
            unit: 'state',
            words: robustness,
            query: `max by (${volume}) (${badness})`,
          },
          {
            title: 'Written',
            unit: 'bytes',
            query: `max by (${volume}) (longhorn_volume_actual_size_bytes)`,
          },
          {
            title: 'Size',
            unit: 'bytes',
            query: `max by (${volume}) (longhorn_volume_capacity_bytes)`,
          },
        ],
        sortBy: 'State',
        width: 24,
        height: 12,
      }),
    ),
    row(
      'Is something being rebuilt, and how fast?',
      lines({
        title: 'Copies that are missing, and being rebuilt',
        help: 'A rebuild begins some minutes after its blade died, one copy at a time. Three copies at 1 Gbit/s take about ten minutes for 40 GiB.',
        unit: 'count',
        min: 0,
        lines: {
          'volumes degraded': volumesThatAre('degraded'),
          'volumes faulted': volumesThatAre('faulted'),
          'copies being rebuilt': 'sum(longhorn_engine_replica_mode{mode="WO"}) or vector(0)',
        },
      }),
      lines({
        title: 'What volumes read and write',
        help: 'The ten busiest. A write goes to three blades, so it takes the network three times.',
        unit: 'bytes/s',
        min: 0,
        lines: {
          '{{pvc}} written': 'topk(10, max by (pvc) (longhorn_volume_write_throughput))',
          '{{pvc}} read': 'topk(10, max by (pvc) (longhorn_volume_read_throughput))',
        },
      }),
    ),
    row(
      'How much room is there?',
      lines({
        title: 'Used, by blade',
        help: 'Longhorn moves copies to even this out, one at a time.',
        unit: 'share',
        min: 0,
        max: 1,
        lines: {
          '{{node}}':
            'max by (node) (longhorn_node_storage_usage_bytes) / max by (node) (longhorn_node_storage_capacity_bytes)',
        },
      }),
      lines({
        title: 'All blades together',
        help: 'Promised is the size of all volumes with their copies; it may exceed what is used, not what there is.',
        unit: 'bytes',
        min: 0,
        lines: {
          'there is': 'sum(max by (node) (longhorn_node_storage_capacity_bytes))',
          used: 'sum(max by (node) (longhorn_node_storage_usage_bytes))',
        },
      }),
    ),
  ],
};
