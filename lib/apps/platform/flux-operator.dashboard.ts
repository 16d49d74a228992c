import type { DashboardProps } from '../../kit/dashboards';
import { figure, lines, noneIsGood, row, table } from '../../kit/panels';

const resources = 'kind, exported_namespace, name';

export const fluxDashboard: DashboardProps = {
  uid: 'flux',
  title: 'Flux',
  purpose: 'Whether what git says is what runs, and what is in the way.',
  rows: [
    row(
      'Is what git says what runs?',
      figure({
        title: 'Not ready',
        help: 'Kustomizations, releases and sources that Flux could not bring to what git says. Normal: none. Page: flux-operator.',
        unit: 'count',
        query: `count(max by (${resources}) (flux_resource_info{ready="False"})) or vector(0)`,
        levels: noneIsGood,
      }),
      figure({
        title: 'Suspended',
        help: 'Held by somebody on purpose: git has no effect there. Do not forget them.',
        unit: 'count',
        query: `count(max by (${resources}) (flux_resource_info{suspended="True"})) or vector(0)`,
        levels: ['green', [1, 'orange']],
      }),
      figure({
        title: 'Kustomizations',
        help: 'One for each app of the rack file, and the one that holds them.',
        unit: 'count',
        query: 'count(max by (exported_namespace, name) (flux_resource_info{kind="Kustomization"}))',
      }),
      table({
        title: 'What is not ready, and why?',
        help: 'Reason is what the controller says; `flux get all -A` says it in full.',
        labels: {
          kind: 'Kind',
          exported_namespace: 'Namespace',
          name: 'Name',
          reason: 'Reason',
          revision: 'Revision',
        },
        columns: [
          {
            title: 'Not ready',
            unit: 'count',
            query: `max by (${resources}, reason, revision) (flux_resource_info{ready="False"})`,
          },
        ],
        nothing: 'everything is as git says',
        width: 24,
        height: 7,
      }),
    ),
    row(
      'What does it do, and how long does that take?',
      table({
        title: 'Everything that Flux keeps',
        help: 'Revision is the commit that runs. One that lags behind the others waits for something.',
        labels: {
          kind: 'Kind',
          exported_namespace: 'Namespace',
          name: 'Name',
          ready: 'Ready',
          suspended: 'Suspended',
          revision: 'Revision',
        },
        columns: [
          {
            title: 'Objects',
            unit: 'count',
            query: `max by (${resources}, ready, suspended, revision) (flux_resource_info)`,
          },
        ],
        width: 12,
        height: 14,
      }),
      lines({
        title: 'How long a reconciliation takes',
        help: 'The slowest tenth, by kind. Kustomizations take seconds; releases of charts up to a minute.',
        unit: 'seconds',
        min: 0,
        lines: {
          '{{kind}}': 'histogram_quantile(0.9, sum by (kind, le) (rate(gotk_reconcile_duration_seconds_bucket[15m])))',
        },
        width: 12,
        height: 14,
      }),
    ),
  ],
};
