import type { AlertCases } from '../../kit/alert-cases';

const info = (kind: string, name: string, ready: string, suspended = 'False', reason = 'x') =>
  `flux_resource_info{kind="${kind}",exported_namespace="flux-system",name="${name}",ready="${ready}",suspended="${suspended}",reason="${reason}",revision="1",uid="1"}`;
const labels = (kind: string, name: string) => ({ kind, exported_namespace: 'flux-system', name });
const redis = 'Kustomization flux-system/redis';

export const fluxAlertCases: AlertCases = {
  app: 'flux-operator',
  alerts: {
    FluxNotReady: [
      {
        when: 'a Kustomization fails, each time for another reason',
        series: {
          [info('Kustomization', 'redis', 'False', 'False', 'BuildFailed')]: '1x10 stale',
          [info('Kustomization', 'redis', 'False', 'False', 'HealthCheckFailed')]: '_x10 1x30',
        },
        at: '25m',
        fires: [{ labels: labels('Kustomization', 'redis'), summary: `${redis} is not ready` }],
      },
      {
        when: 'a roll-out never ends: it fails, and Flux waits for its health again',
        series: {
          [info('Kustomization', 'redis', 'False', 'False', 'HealthCheckFailed')]:
            '1 _ _ _ 1 _ _ _ 1 _ _ _ 1 _ _ _ 1 _ _ _ 1 _ _ _ 1 _ _ _',
          [info('Kustomization', 'redis', 'Unknown', 'False', 'Progressing')]:
            '_ 1 1 1 _ 1 1 1 _ 1 1 1 _ 1 1 1 _ 1 1 1 _ 1 1 1 _ 1 1 1',
        },
        at: '25m',
        fires: [{ labels: labels('Kustomization', 'redis'), summary: `${redis} is not ready` }],
      },
      {
        when: 'it takes a quarter of an hour to roll out',
        series: {
          [info('Kustomization', 'redis', 'False')]: '1x15 stale',
          [info('Kustomization', 'redis', 'True')]: '_x15 1x30',
        },
        at: '40m',
        fires: [],
      },
      {
        when: 'it is suspended',
        series: { [info('Kustomization', 'redis', 'False', 'True')]: '1x60' },
        at: '50m',
        fires: [],
      },
    ],
    FluxCannotRead: [
      {
        when: 'the repository cannot be read for an hour',
        series: { [info('GitRepository', 'flux-system', 'False')]: '1x90' },
        at: '61m',
        fires: [
          {
            labels: labels('GitRepository', 'flux-system'),
            summary: 'Flux has not read GitRepository flux-system/flux-system for an hour: pushes have no effect',
          },
        ],
      },
      {
        when: 'the line is down for half an hour',
        series: {
          [info('GitRepository', 'flux-system', 'False')]: '1x30 stale',
          [info('GitRepository', 'flux-system', 'True')]: '_x30 1x60',
        },
        at: '80m',
        fires: [],
      },
      {
        when: 'a Kustomization is not ready',
        series: { [info('Kustomization', 'redis', 'False')]: '1x90' },
        at: '80m',
        fires: [],
      },
    ],
    FluxSuspended: [
      {
        when: 'somebody forgot to resume it yesterday',
        series: { [info('Kustomization', 'redis', 'True', 'True')]: '1x800' },
        at: '721m',
        fires: [{ labels: labels('Kustomization', 'redis'), summary: `${redis} has been suspended for twelve hours` }],
      },
      {
        when: 'a restore takes the afternoon',
        series: {
          [info('Kustomization', 'redis', 'True', 'True')]: '1x300 stale',
          [info('Kustomization', 'redis', 'True')]: '_x300 1x600',
        },
        at: '800m',
        fires: [],
      },
    ],
    FluxInstanceNotReady: [
      {
        when: 'the operator cannot install Flux',
        series: {
          'flux_instance_info{kind="FluxInstance",exported_namespace="flux-system",name="flux",ready="False"}': '1x40',
        },
        at: '21m',
        fires: [
          {
            labels: labels('FluxInstance', 'flux'),
            summary: 'Flux itself is not installed as the rack says (flux)',
          },
        ],
      },
      {
        when: 'an upgrade takes ten minutes',
        series: {
          'flux_instance_info{kind="FluxInstance",exported_namespace="flux-system",name="flux",ready="Unknown"}':
            '1x10 stale',
          'flux_instance_info{kind="FluxInstance",exported_namespace="flux-system",name="flux",ready="True"}':
            '_x10 1x40',
        },
        at: '40m',
        fires: [],
      },
    ],
  },
};
