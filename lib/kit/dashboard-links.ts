import type { LinkJson } from './grafana-types';

/** What else the rack's Grafana shows. */
export interface Surroundings {
  /** Apps that are on. */
  apps: ReadonlySet<string>;
  /** Titles of all dashboards, by uid. */
  titles: ReadonlyMap<string, string>;
}

/** A link as Grafana writes one, at the top of a dashboard or behind a cell. */
export function linkTo(title: string, url: string): LinkJson {
  const isElsewhere = !url.startsWith('/');
  return {
    title,
    url,
    type: 'link',
    icon: isElsewhere ? 'external link' : 'dashboard',
    tooltip: '',
    tags: [],
    asDropdown: false,
    targetBlank: isElsewhere,
    includeVars: false,
    keepTime: !isElsewhere,
  };
}
