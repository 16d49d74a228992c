import { documentsUnrouted, metricsUnrouted } from './routes';
import type { RuleCases } from './rule-cases';
import { all, none, set, setFact } from './testing/edits';

const scraped = (path?: string) =>
  setFact('scrapes', [
    {
      app: 'chat',
      job: 'ml/chat/http',
      kind: 'pods',
      targets: 1,
      exporter: 'llama-cpp',
      path,
      reads: { pods: 'ml/Deployment/chat', port: 8080 },
    },
  ]);
const backendRefs = [{ name: 'chat', port: 8080 }];
const matching = (...values: string[]) => ({
  matches: values.map((value) => ({ path: { type: 'PathPrefix', value } })),
});
const rules = (...values: object[]) => set('ml/HTTPRoute/chat', 'spec.rules', values);
const openWebui = 'ghcr.io/open-webui/open-webui';
const grafana = 'docker.io/grafana/grafana';
const runs = (image: string) =>
  set('ml/Deployment/chat', 'spec.template.spec.containers.0.image', `${image}:v1@sha256:${'0'.repeat(64)}`);
const documented = (path: string) => ({
  object: 'ml/HTTPRoute/chat',
  path: 'spec.rules',
  message: `leads people to ${path} of ml/Deployment/chat, which is for who programs or runs it`,
});
const found = (path: string) => ({
  object: 'ml/HTTPRoute/chat',
  path: 'spec.rules',
  message: `leads people to ${path} of ml/Deployment/chat, where Prometheus reads metrics`,
});

export const routeCases: readonly RuleCases[] = [
  [
    metricsUnrouted,
    [
      ['is silent on the sample rack', none, []],
      ['finds a route of every path', scraped(), [found('/metrics'), found('/metrics/')]],
      ['finds metrics below a path of their own', scraped('/stats/'), [found('/stats'), found('/stats/')]],
      [
        'finds metrics below a path that people need',
        all(scraped('/v1/metrics'), rules({ ...matching('/v1'), backendRefs })),
        [found('/v1/metrics'), found('/v1/metrics/')],
      ],
      ['is silent where people get other paths', all(scraped(), rules({ ...matching('/v1'), backendRefs })), []],
      [
        'is silent where a longer match answers without pods behind it',
        all(scraped(), rules({ backendRefs }, { ...matching('/metrics'), filters: [{ type: 'RequestRedirect' }] })),
        [],
      ],
      [
        'finds an exact match that leaves the slash open',
        all(
          scraped(),
          rules({ backendRefs }, { matches: [{ path: { type: 'Exact', value: '/metrics' } }], filters: [] }),
        ),
        [found('/metrics/')],
      ],
    ],
  ],
  [
    documentsUnrouted,
    [
      ['is silent on the sample rack', none, []],
      ['finds a route of every path', runs(openWebui), ['/docs', '/openapi.json', '/redoc'].map(documented)],
      ['is silent where people get other paths', all(runs(openWebui), rules({ ...matching('/api'), backendRefs })), []],
      [
        'is silent where a longer match answers without pods behind it',
        all(
          runs(openWebui),
          rules(
            { backendRefs },
            { ...matching('/docs', '/redoc', '/openapi.json'), filters: [{ type: 'RequestRedirect' }] },
          ),
        ),
        [],
      ],
      [
        'finds what is below a path that people need',
        all(runs(grafana), rules({ ...matching('/public'), backendRefs })),
        ['/public/api-enterprise-spec.json', '/public/api-merged.json', '/public/openapi3.json'].map(documented),
      ],
    ],
  ],
];
