import type { AlertCases } from '../../kit/alert-cases';

const drops = (direction: string, reason = 'Policy denied') =>
  `cilium_drop_count_total{node="blade-07",pod="cilium-a",reason="${reason}",direction="${direction}"}`;
const node = { node: 'blade-07' };
const requests = (rule: string) =>
  `cilium_policy_l7_total{node="blade-07",pod="cilium-a",rule="${rule}",proxy_type="envoy"}`;
const unreachable = (blade: string) => `cilium_unreachable_nodes{node="${blade}",pod="cilium-${blade}"}`;
const ready = (blade: string) => `kube_node_status_condition{node="${blade}",condition="Ready",status="true"}`;
const endpoints = (state: string) => `cilium_endpoint_state{node="blade-07",endpoint_state="${state}"}`;
const changes = (outcome: string) =>
  `cilium_policy_change_total{node="blade-07",operation="update",outcome="${outcome}"}`;
const pressure = 'cilium_bpf_map_pressure{node="blade-07",map_name="ct4_global"}';

export const ciliumAlertCases: AlertCases = {
  app: 'cilium',
  alerts: {
    PolicyDropsEgress: [
      {
        when: 'a pod tries again and again to reach what it may not',
        series: { [drops('EGRESS')]: '0+12x40' },
        at: '30m',
        fires: [
          {
            labels: node,
            summary: 'pods on blade-07 ask for what no policy allows, 200m packets a second',
          },
        ],
      },
      { when: 'it happens once in ten seconds', series: { [drops('EGRESS')]: '0+6x60' }, at: '45m', fires: [] },
      {
        when: 'packets are dropped for another reason',
        series: { [drops('EGRESS', 'Unsupported L3 protocol')]: '0+600x60' },
        at: '45m',
        fires: [],
      },
      {
        when: 'it stops after ten minutes',
        series: { [drops('EGRESS')]: '0+12x10 120x40' },
        at: '45m',
        fires: [],
      },
    ],
    PolicyDropsIngress: [
      {
        when: 'somebody knocks where no policy lets in',
        series: { [drops('INGRESS')]: '0+90x40' },
        at: '30m',
        fires: [
          {
            labels: node,
            summary: 'pods on blade-07 are asked for what no policy allows, 1.5 packets a second',
          },
        ],
      },
      {
        when: 'the office is looked round once a second',
        series: { [drops('INGRESS')]: '0+60x60' },
        at: '45m',
        fires: [],
      },
      { when: 'pods ask, and are not asked', series: { [drops('EGRESS')]: '0+90x60' }, at: '45m', fires: [] },
      {
        when: 'it stops after ten minutes',
        series: { [drops('INGRESS')]: '0+90x10 900x40' },
        at: '45m',
        fires: [],
      },
    ],
    RequestsDenied: [
      {
        when: 'a client asks for what its connection does not say',
        series: { [requests('denied')]: '0+12x40', [requests('forwarded')]: '0+600x40' },
        at: '30m',
        fires: [{ labels: node, summary: 'Envoy on blade-07 refuses requests that their connection does not allow' }],
      },
      { when: 'one in ten seconds is refused', series: { [requests('denied')]: '0+6x60' }, at: '45m', fires: [] },
      { when: 'requests pass', series: { [requests('forwarded')]: '0+600x60' }, at: '45m', fires: [] },
      { when: 'it stops after ten minutes', series: { [requests('denied')]: '0+12x10 120x40' }, at: '45m', fires: [] },
    ],
    BladesUnreachable: [
      {
        when: 'the tunnel of one blade is broken, and all are ready',
        series: {
          [unreachable('blade-04')]: '0x5 1x40',
          [unreachable('blade-05')]: '0x5 2x40',
          [ready('blade-04')]: '1x60',
          [ready('blade-05')]: '1x60',
        },
        at: '20m',
        fires: [{ summary: 'a blade does not reach 2 others that are up' }],
      },
      {
        when: 'a blade is down, cordoned or not, and the others know',
        series: { [unreachable('blade-04')]: '1x60', [ready('blade-04')]: '1x60', [ready('blade-05')]: '0x60' },
        at: '45m',
        fires: [],
      },
      {
        when: 'a blade restarts',
        series: { [unreachable('blade-04')]: '0x5 1x8 0x40', [ready('blade-04')]: '1x60' },
        at: '45m',
        fires: [],
      },
    ],
    CiliumAgentFailing: [
      {
        when: 'jobs of an agent fail for half an hour',
        series: { 'cilium_controllers_failing{node="blade-07",pod="cilium-a"}': '0x5 2x60' },
        at: '40m',
        fires: [{ labels: node, summary: '2 jobs of the Cilium agent on blade-07 fail again and again' }],
      },
      {
        when: 'the API servers are away for twenty minutes',
        series: { 'cilium_controllers_failing{node="blade-07",pod="cilium-a"}': '0x5 4x20 0x40' },
        at: '1h',
        fires: [],
      },
    ],
    PodNetworkNotReady: [
      {
        when: 'a pod waits for its identity',
        series: { [endpoints('ready')]: '12x60', [endpoints('waiting-for-identity')]: '0x5 1x40' },
        at: '25m',
        fires: [{ labels: node, summary: 'pods on blade-07 wait for their network: 1' }],
      },
      {
        when: 'pods start, one after the other',
        series: {
          [endpoints('ready')]: '12x60',
          [endpoints('regenerating')]: '1x60',
          [endpoints('waiting-for-identity')]: '0x5 1x10 0x40',
        },
        at: '45m',
        fires: [],
      },
    ],
    PolicyNotTaken: [
      {
        when: 'a blade refuses a policy',
        series: { [changes('success')]: '40x60', [changes('fail')]: '0x10 1x60' },
        at: '20m',
        fires: [{ labels: node, summary: 'blade-07 could not take a policy up and judges by the one before' }],
      },
      {
        when: 'policies are taken up, and one failed a day ago',
        series: { [changes('success')]: '40+1x60', [changes('fail')]: '1x60' },
        at: '1h',
        fires: [],
      },
    ],
    CiliumTableFilling: [
      {
        when: 'connections are not forgotten',
        series: { [pressure]: '0.95x40' },
        at: '20m',
        fires: [{ labels: { ...node, map_name: 'ct4_global' }, summary: 'table ct4_global of blade-07 is 95% full' }],
      },
      { when: 'it is nine tenths full', series: { [pressure]: '0.9x60' }, at: '45m', fires: [] },
      { when: 'it is full for ten minutes', series: { [pressure]: '0.5x5 1x10 0.5x40' }, at: '45m', fires: [] },
    ],
  },
};
