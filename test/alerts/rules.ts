import { parse } from 'yaml';
import type { RuleGroup } from '../../lib/kit/alerts';
import { objectId } from '../../lib/manifest/manifest';
import { loadReference } from '../../lib/testing/reference-rack';
import { composeSample } from '../../lib/testing/sample-rack';

/** An alert as Prometheus is handed it. */
export interface RenderedAlert {
  alert: string;
  expr: string;
  for?: string;
  keep_firing_for?: string;
  labels: Record<string, string> & { app: string; severity: string };
  annotations: { summary: string; description?: string; runbook_url: string };
}

export interface RenderedRecording {
  record: string;
  expr: string;
}

export interface RenderedRules {
  groups: RuleGroup[];
  alerts: RenderedAlert[];
  recordings: RenderedRecording[];
  /** Names of the scrape jobs beside them. */
  jobs: string[];
}

/** The rules of the reference rack, as Prometheus is handed them. */
export function rulesOfReferenceRack(): RenderedRules {
  const { rendered: objects } = composeSample(loadReference());
  const config = objects.find(({ manifest }) => objectId(manifest) === 'monitoring/ConfigMap/prometheus');
  return rulesIn(config?.manifest as unknown as { data: Record<string, string> });
}

/** The rules in a ConfigMap of Prometheus. */
export function rulesIn({ data }: { data: Record<string, string> }): RenderedRules {
  const { groups } = parse(data['rules.yaml']!) as { groups: RuleGroup[] };
  const config = parse(data['prometheus.yaml']!) as { scrape_configs: { job_name: string }[] };
  const rules = groups.flatMap((group) => group.rules);
  return {
    groups,
    alerts: rules.filter((rule): rule is RenderedAlert => 'alert' in rule),
    recordings: rules.filter((rule): rule is RenderedRecording => 'record' in rule),
    jobs: config.scrape_configs.map(({ job_name }) => job_name),
  };
}
