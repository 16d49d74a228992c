import type { AlertCases } from '../../kit/alert-cases';

const ready = (node: string) => `kube_node_status_condition{node="${node}",condition="Ready",status="true"}`;
const cordon = (node: string) => `kube_node_spec_unschedulable{node="${node}"}`;

export const nodeAlertCases: AlertCases['alerts'] = {
  NodeDown: [
    {
      when: 'a blade has been silent for three minutes',
      series: { [ready('blade-05')]: '1x2 0x20', [ready('blade-06')]: '1x20', [cordon('blade-05')]: '0x20' },
      at: '7m',
      fires: [{ labels: { node: 'blade-05' }, summary: 'blade-05 is down' }],
    },
    {
      when: 'a blade was cordoned before it went down',
      series: { [ready('blade-05')]: '1x2 0x30', [cordon('blade-05')]: '1x40' },
      at: '30m',
      fires: [],
    },
    {
      when: 'it comes back within two minutes',
      series: { [ready('blade-05')]: '1x2 0x1 1x20' },
      at: '8m',
      fires: [],
    },
  ],
  NodesDown: [
    {
      when: 'two blades of twenty are down',
      series: { [ready('blade-05')]: '0x20', [ready('blade-06')]: '0x20', [ready('blade-07')]: '1x20' },
      at: '6m',
      fires: [{ summary: '2 of 20 blades are down' }],
    },
    {
      when: 'one blade is down, however long',
      series: { [ready('blade-05')]: '0x90', [ready('blade-06')]: '1x90' },
      at: '90m',
      fires: [],
    },
    {
      when: 'one is down and another one is drained for an upgrade',
      series: { [ready('blade-05')]: '0x60', [ready('blade-06')]: '0x60', [cordon('blade-06')]: '1x60' },
      at: '50m',
      fires: [],
    },
  ],
  NodeLeftCordoned: [
    {
      when: 'an upgrade was broken off yesterday',
      series: { [cordon('blade-05')]: '1x800' },
      at: '721m',
      fires: [
        {
          labels: { node: 'blade-05' },
          summary: 'blade-05 has taken no pods for twelve hours: it is still cordoned',
        },
      ],
    },
    { when: 'a disk is being replaced', series: { [cordon('blade-05')]: '1x600 0x200' }, at: '700m', fires: [] },
  ],
  NodeEvicts: [
    {
      when: 'the kubelet reports memory pressure',
      series: { 'kube_node_status_condition{node="blade-05",condition="MemoryPressure",status="true"}': '1x20' },
      at: '3m',
      fires: [
        {
          labels: { node: 'blade-05', condition: 'MemoryPressure' },
          summary: 'blade-05 is under MemoryPressure and evicts pods',
        },
      ],
    },
    {
      when: 'it reports that it has none',
      series: {
        'kube_node_status_condition{node="blade-05",condition="MemoryPressure",status="true"}': '0x20',
        'kube_node_status_condition{node="blade-05",condition="MemoryPressure",status="false"}': '1x20',
      },
      at: '10m',
      fires: [],
    },
  ],
};
