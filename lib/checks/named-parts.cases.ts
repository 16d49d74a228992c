import { partRules } from './named-parts';
import type { RuleCases, RuleRow } from './rule-cases';
import { none, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const container = 'spec.template.spec.containers[redis]';
const silent: RuleRow = ['is silent on the sample rack', none, []];

const rows: Readonly<Record<string, readonly RuleRow[]>> = {
  'references/port-number': [
    silent,
    [
      'finds a probe of a port that is not open',
      set(redis, `${container}.readinessProbe.tcpSocket.port`, 6380),
      [
        {
          object: redis,
          path: `${container}.readinessProbe.tcpSocket.port`,
          message: 'asks port 6380, which the container does not open',
        },
      ],
    ],
    [
      'finds a Service that leads nowhere',
      set('ml/Service/chat', 'spec.ports[0].targetPort', 8081),
      [{ object: 'ml/Service/chat', message: 'leads to port 8081, which ml/Deployment/chat does not open' }],
    ],
    [
      'holds the port of a headless Service against the pods',
      set('data/Service/redis', 'spec.ports[0].port', 6380),
      [{ object: 'data/Service/redis', message: 'leads to port 6380, which data/StatefulSet/redis does not open' }],
    ],
  ],
  'references/namespace': [
    silent,
    [
      'finds an object in a namespace that nothing makes',
      set('ml/HTTPRoute/chat', 'metadata.namespace', 'lm'),
      [
        {
          object: 'lm/HTTPRoute/chat',
          path: 'metadata.namespace',
          message: 'lives in namespace lm, which nothing makes',
          fix: 'did you mean ml?',
        },
      ],
    ],
  ],
  'references/volume': [
    silent,
    [
      'finds a mount without its volume',
      set(redis, 'spec.volumeClaimTemplates', []),
      [
        {
          object: redis,
          path: `${container}.volumeMounts[data]`,
          message: 'mounts volume "data", which the pod does not have',
          fix: 'there is only config',
        },
      ],
    ],
  ],
  'references/port-name': [
    silent,
    [
      'finds it in probes, Services and policies',
      set(redis, `${container}.ports[redis].name`, 'rediss'),
      [
        {
          object: 'data/NetworkPolicy/redis',
          path: 'spec.egress[0].ports[0].port',
          message: `names port "redis", which ${redis} does not have`,
        },
        {
          object: 'data/NetworkPolicy/redis',
          path: 'spec.ingress[1].ports[0].port',
          message: `names port "redis", which ${redis} does not have`,
        },
        {
          object: 'data/Service/redis',
          path: 'spec.ports[redis].targetPort',
          message: `names port "redis", which ${redis} does not have`,
        },
        {
          object: redis,
          path: `${container}.readinessProbe.tcpSocket.port`,
          message: 'names port "redis", which the container does not have',
          fix: 'did you mean rediss?',
        },
      ],
    ],
  ],
};

export const namedPartCases: readonly RuleCases[] = partRules.map((rule) => [rule, rows[rule.id] ?? []]);
