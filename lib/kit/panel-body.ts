/** What every kind of panel fills in, and the links from what it shows to another dashboard. */
import { type Surroundings, linkTo } from './dashboard-links';
import type { LinkJson, PanelJson } from './grafana-types';
import type { Opens } from './panels';

export type Body = Pick<PanelJson, 'type' | 'datasource' | 'targets' | 'options' | 'fieldConfig' | 'transformations'>;

export function opening(
  opens: Opens | undefined,
  value: (label: string) => string,
  { titles }: Surroundings,
): LinkJson[] {
  const title = opens && titles.get(opens.dashboard);
  if (!opens || title === undefined) return [];
  const variables = Object.entries(opens.with).map(([variable, label]) => `var-${variable}=${value(label)}`);
  return [linkTo(title, `/d/${opens.dashboard}?${variables.join('&')}`)];
}
