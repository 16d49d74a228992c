import type { RuleSet } from '../../kit/alerts';

const resource = '{{ $labels.kind }} {{ $labels.exported_namespace }}/{{ $labels.name }}';
const by = 'max by (kind, exported_namespace, name)';

/** The operator reports what every object of Flux says of itself. `exported_namespace` is that object's own. */
export const fluxAlerts: RuleSet = {
  alerts: [
    {
      alert: 'FluxNotReady',
      // Between two failures it is `Unknown` for as long as health is awaited.
      expr: `${by} (flux_resource_info{ready!="True",suspended="False"}) == 1`,
      for: '20m',
      severity: 'warning',
      summary: `${resource} is not ready`,
      description: 'What git says is not what runs, in this part. What runs goes on.',
    },
    {
      alert: 'FluxCannotRead',
      expr: `${by} (flux_resource_info{kind=~"GitRepository|OCIRepository|HelmRepository",ready!="True",suspended="False"}) == 1`,
      for: '1h',
      severity: 'warning',
      summary: `Flux has not read ${resource} for an hour: pushes have no effect`,
    },
    {
      alert: 'FluxSuspended',
      expr: `${by} (flux_resource_info{suspended="True"}) == 1`,
      for: '12h',
      severity: 'warning',
      summary: `${resource} has been suspended for twelve hours`,
      description: 'Changes in git have no effect there, repairs neither.',
    },
    {
      alert: 'FluxInstanceNotReady',
      expr: `${by} (flux_instance_info{ready!="True"}) == 1`,
      for: '20m',
      severity: 'warning',
      summary: 'Flux itself is not installed as the rack says ({{ $labels.name }})',
    },
  ],
};
