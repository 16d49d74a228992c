import type { RuleCases } from '../rule-cases';
import { type Edit, add, all, set } from '../testing/edits';
import { argument, chat, container, file, silent } from '../testing/told-edits';
import { hostPathExists, mountUsed } from './mounts';
import { probesReach } from './probes';

const mounted = (mountPath: string): Edit =>
  all(
    set(chat, `${container}.volumeMounts`, [{ name: 'work', mountPath }]),
    set(chat, 'spec.template.spec.volumes', [{ name: 'work', emptyDir: {} }]),
  );
const ofNode = (path: string): Edit =>
  all(
    set(chat, `${container}.volumeMounts`, [{ name: 'node', mountPath: '/node' }]),
    set(chat, 'spec.template.spec.volumes', [{ name: 'node', hostPath: { path } }]),
  );

/** Prometheus sends the chat's pods, as if they were a prober, to the chat's own page. */
const probing = (...lines: string[]): Edit =>
  all(set('ml/HTTPRoute/chat', 'spec.hostnames', ['chat.rack.home.arpa']), file('prometheus.yml', lines.join('\n')));
const prober = '{ target_label: __address__, replacement: "chat.ml.svc.cluster.local:8080" }';
const probes = probing(
  'scrape_configs:',
  '  - job_name: pages',
  '    static_configs: [{ targets: ["https://chat.rack.home.arpa/health", "https://elsewhere.example.org/"] }]',
  '    relabel_configs:',
  '      - { source_labels: [__address__], target_label: __param_target }',
  `      - ${prober}`,
  '',
);
const atTheMargin = [
  '- job_name: chat',
  '  static_configs: [{ targets: ["https://chat.rack.home.arpa/"] }]',
  '# A comment between two of them.',
  '',
  '- job_name: pages',
  '  static_configs:',
  '  - targets: ["https://chat.rack.home.arpa/health"]',
  '  relabel_configs:',
];
/** What is said of each of them. */
const sent = {
  object: 'ml/ConfigMap/chat',
  path: 'data["prometheus.yml"]',
  message:
    'sends ml/Deployment/chat to https://chat.rack.home.arpa/health, and no policy lets it out to the gateway on 443/TCP',
};

/** Where volumes lie, and where probers are sent. */
export const placeCases: readonly RuleCases[] = [
  [
    mountUsed,
    [
      silent,
      ['is silent where the program is told', all(mounted('/models'), argument('--models=/models/x.gguf')), []],
      ['is silent about folders that every program has', mounted('/tmp'), []],
      [
        'finds a volume that nothing names',
        mounted('/tmmp'),
        [
          {
            object: chat,
            path: `${container}.volumeMounts[work].mountPath`,
            message: 'mounts work at /tmmp, and nothing tells container chat of that path',
            fix: 'did you mean /tmp?',
          },
        ],
      ],
      [
        'finds one beside the folder that an image has',
        all(set(chat, `${container}.image`, 'docker.io/grafana/grafana:13.1.0'), mounted('/var/lib/grafaa')),
        [{ object: chat, message: 'mounts work at /var/lib/grafaa, and nothing tells container chat of that path' }],
      ],
    ],
  ],
  [
    hostPathExists,
    [
      silent,
      ['is silent about folders of Talos', ofNode('/var/lib/kubelet/device-plugins'), []],
      [
        'finds a folder that no node has',
        ofNode('/var/lib/kubelet/device-plugis'),
        [
          {
            object: chat,
            path: 'spec.template.spec.volumes[node].hostPath.path',
            message: 'mounts /var/lib/kubelet/device-plugis of the node, which no node of Talos has',
          },
        ],
      ],
      [
        'finds a volume that the machine configuration does not make',
        set('longhorn-system/HelmRelease/longhorn', 'spec.values.defaultSettings', {
          defaultDataPath: '/var/mnt/longhon',
        }),
        [
          {
            object: 'longhorn-system/HelmRelease/longhorn',
            path: 'spec.values.defaultSettings.defaultDataPath',
            message: 'names /var/mnt/longhon, and no volume of the machine configuration is called longhon',
            fix: 'did you mean longhorn?',
          },
        ],
      ],
    ],
  ],
  [
    probesReach,
    [
      silent,
      ['finds a prober that may not go to the gateway', probes, [sent]],
      [
        'finds one whose job stands at the margin among others',
        probing(
          'global: {}',
          'scrape_configs:',
          ...atTheMargin,
          '  - target_label: __param_target',
          `  - ${prober}`,
          'storage: {}',
        ),
        [sent],
      ],
      [
        'finds one in the last line of the file',
        probing('scrape_configs:', ...atTheMargin, '  - target_label: __param_target', `  - ${prober}`),
        [sent],
      ],
      [
        'finds one whose parameter stands in another job',
        probing(
          'scrape_configs:',
          '- job_name: first',
          '  relabel_configs: &sent',
          '  - target_label: __param_target',
          `  - ${prober}`,
          ...atTheMargin.slice(0, -1),
          '  relabel_configs: *sent',
          '',
        ),
        [sent],
      ],
      [
        'is silent once it may',
        all(
          probes,
          add({
            apiVersion: 'cilium.io/v2',
            kind: 'CiliumNetworkPolicy',
            metadata: { namespace: 'ml', name: 'chat' },
            spec: {
              endpointSelector: { matchLabels: { 'app.kubernetes.io/name': 'chat' } },
              egress: [{ toEntities: ['ingress'], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] }],
            },
          }),
        ),
        [],
      ],
    ],
  ],
];
