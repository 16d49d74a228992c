import type { Manifest } from '../manifest/manifest';

interface Dashboard {
  uid: string;
  title: string;
  description: string;
  tags: string[];
  panels: { type: string; title: string }[];
}

/** `docs/dashboards.md`: what each dashboard answers, from the ConfigMaps that Grafana reads. */
export function dashboardsPage(manifests: readonly Manifest[]): string {
  const dashboards = manifests
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith('dashboard-'))
    .flatMap(({ data }) => Object.values(data as Record<string, string>))
    .map((text) => JSON.parse(text) as Dashboard)
    // The one where one starts, then the others by name.
    .sort((a, b) => Number(b.uid === 'rack') - Number(a.uid === 'rack') || (a.title < b.title ? -1 : 1));
  return [
    '# Dashboards',
    '',
    'Generated: what Grafana shows for the reference rack, as `npm start` renders it. Each row of a dashboard is a question; its',
    'panels answer it together, and the text behind the ⓘ of a panel says what is normal and which page of',
    '[the runbooks](runbooks/README.md) helps. At 23:00 start with *The rack*: what is down stands first.',
    '',
    ...dashboards.flatMap(section),
  ].join('\n');
}

function section({ uid, title, description, tags, panels }: Dashboard): string[] {
  return [
    `## ${title}`,
    '',
    `${description} \`/d/${uid}\`, declared by \`${tags[0]}\`.`,
    '',
    ...panels.flatMap(({ type, title: text }) => (type === 'row' ? [`- **${text}**`] : [`  - ${text}`])),
    '',
  ];
}
