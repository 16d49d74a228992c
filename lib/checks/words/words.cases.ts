import type { RuleCases } from '../rule-cases';
import { type Edit, add, all, none, set, setFact } from '../testing/edits';
import { litellmKnown, metricRecorded, modelExists, pipelineParts, receiverExists } from './files';
import { chartWords, postgresWords, redisKnown, storageWords, variableKnown } from './words';

const cluster = 'data/Cluster/postgres';
const chat = 'ml/Deployment/chat';
const container = 'spec.template.spec.containers[chat]';
const silent = ['is silent on the sample rack', none, []] as const;
const parameters = (given: Record<string, string>): Edit => set(cluster, 'spec.postgresql', { parameters: given });
const file = (name: string, text: string): Edit =>
  add(
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'ml', name: 'extra' }, data: { [name]: text } },
    'chat',
  );
const inFile = (name: string, message: string) => [{ object: 'ml/ConfigMap/extra', path: `data["${name}"]`, message }];

const litellm = (settings: string, router = '') =>
  file(
    'config.yaml',
    `model_list:\n- model_name: small\n  litellm_params: {model: x, api_base: y}\nlitellm_settings:\n  ${settings}\n${router}`,
  );
const receivers = 'receivers:\n- name: person\n';

export const wordCases: readonly RuleCases[] = [
  [
    postgresWords,
    [
      silent,
      [
        'is silent about what PostgreSQL reads',
        parameters({
          shared_buffers: '512MB',
          max_connections: '100',
          wal_compression: 'lz4',
          'pg_stat_statements.max': 'x',
        }),
        [],
      ],
      [
        'finds a parameter that there is not',
        parameters({ shared_bufers: '512MB' }),
        [
          {
            object: cluster,
            path: 'spec.postgresql.parameters.shared_bufers',
            message: 'PostgreSQL 18 has no parameter shared_bufers',
            fix: 'did you mean shared_buffers?',
          },
        ],
      ],
      [
        'finds a unit of Kubernetes',
        parameters({ shared_buffers: '512Mi' }),
        [
          {
            object: cluster,
            message: 'is "512Mi": a number is expected, with B, kB, MB, GB, TB, us, ms, s, min, h or d at its end',
          },
        ],
      ],
      [
        'finds a number out of bounds',
        parameters({ max_connections: '0' }),
        [{ object: cluster, message: 'is "0": at least 1 is expected' }],
      ],
      [
        'finds a word for a switch',
        parameters({ fsync: 'maybe' }),
        [{ object: cluster, message: 'is "maybe": on or off is expected' }],
      ],
    ],
  ],
  [
    redisKnown,
    [
      silent,
      ['is silent about directives', file('redis.conf', '# maxmemry 1\nmaxmemory 512mb\nsave ""\n'), []],
      [
        'finds a misspelt one',
        file('redis.conf', 'port 6379\nmaxmemry 512mb\n'),
        inFile('redis.conf', 'line 2: there is no directive maxmemry'),
      ],
      [
        'knows the words of Sentinel',
        file('sentinel.conf', 'sentinel resolve-hostname yes\nsentinel announce-hostnames yes\n'),
        inFile('sentinel.conf', 'line 1: there is no directive sentinel resolve-hostname'),
      ],
    ],
  ],
  [
    variableKnown,
    [
      silent,
      [
        'knows nothing of an image that nobody wrote down',
        set(chat, `${container}.env`, [{ name: 'X', value: 'y' }]),
        [],
      ],
      [
        'finds a variable that the program does not read',
        all(
          set(chat, `${container}.image`, 'ghcr.io/open-webui/open-webui:v0.11.4'),
          set(chat, `${container}.env`, [{ name: 'RAG_EMBEDING_MODEL', value: 'y' }]),
        ),
        [
          {
            object: chat,
            path: `${container}.env[RAG_EMBEDING_MODEL].name`,
            message: 'sets RAG_EMBEDING_MODEL, which the program of container chat does not read',
            fix: 'did you mean RAG_EMBEDDING_MODEL?',
          },
        ],
      ],
      [
        'takes one that another variable uses',
        all(
          set(chat, `${container}.image`, 'ghcr.io/open-webui/open-webui:v0.11.4'),
          set(chat, `${container}.env`, [
            { name: 'MINE', value: 'y' },
            { name: 'WEBUI_URL', value: '$(MINE)' },
          ]),
        ),
        [],
      ],
    ],
  ],
  [
    storageWords,
    [
      silent,
      [
        'finds a parameter that the driver does not read',
        set('StorageClass/node-local', 'parameters', { numberOfReplica: '3' }),
        [
          {
            object: 'StorageClass/node-local',
            path: 'parameters.numberOfReplica',
            message: 'driver.longhorn.io reads no parameter numberOfReplica',
            fix: 'did you mean numberOfReplicas?',
          },
        ],
      ],
      [
        'finds a driver that no chart brings',
        set('StorageClass/node-local', 'provisioner', 'driver.longhorn.oi'),
        [
          {
            object: 'StorageClass/node-local',
            path: 'provisioner',
            message: 'is made by driver.longhorn.oi, and no chart of this rack brings that driver',
          },
        ],
      ],
    ],
  ],
  [
    chartWords,
    [
      silent,
      [
        'finds a value that the chart does not have',
        set('longhorn-system/HelmRelease/longhorn', 'spec.values.persistance', { defaultClass: false }),
        [
          {
            object: 'longhorn-system/HelmRelease/longhorn',
            path: 'spec.values.persistance',
            message: 'the chart has no value persistance here',
            fix: 'did you mean persistence?',
          },
        ],
      ],
      [
        'looks into what is closed',
        set('longhorn-system/HelmRelease/longhorn', 'spec.values.persistence.defaultClas', false),
        [{ object: 'longhorn-system/HelmRelease/longhorn', message: 'the chart has no value defaultClas here' }],
      ],
    ],
  ],
  [
    litellmKnown,
    [
      silent,
      ['is silent about keys of the source', litellm('request_timeout: 600'), []],
      [
        'finds a misspelt key',
        litellm('request_timout: 600'),
        [
          {
            object: 'ml/ConfigMap/extra',
            message: 'LiteLLM reads no litellm_settings.request_timout',
            fix: 'did you mean request_timeout?',
          },
        ],
      ],
      [
        'finds a misspelt section',
        litellm('request_timeout: 600', 'router_setings: {}\n'),
        inFile('config.yaml', 'LiteLLM reads no section router_setings'),
      ],
    ],
  ],
  [
    modelExists,
    [
      silent,
      [
        'finds a fallback to nobody',
        litellm('request_timeout: 600', 'router_settings:\n  fallbacks: [{small: [large]}]\n'),
        inFile('config.yaml', 'falls back from or to large, which is no model'),
      ],
    ],
  ],
  [
    receiverExists,
    [
      silent,
      ['is silent where all are there', file('am.yaml', `route: {receiver: person}\n${receivers}`), []],
      [
        'finds a receiver that is not there, however deep',
        file('am.yaml', `route: {receiver: person, routes: [{receiver: persn}]}\n${receivers}`),
        inFile('am.yaml', 'routes alerts to receiver persn, which is not there'),
      ],
    ],
  ],
  [
    pipelineParts,
    [
      silent,
      [
        'finds a part that is not configured',
        file(
          'otel.yaml',
          'receivers: {otlp: {}}\nexporters: {debug: {}}\nservice:\n  pipelines:\n    traces: {receivers: [otpl], exporters: [debug]}\n',
        ),
        inFile('otel.yaml', 'uses otpl of receivers, which is not configured'),
      ],
    ],
  ],
  [
    metricRecorded,
    [
      silent,
      ['is silent about what is recorded', file('rules.yaml', '- alert: X\n  expr: kube_pod_info{} > 0\n'), []],
      [
        'finds a metric that nobody exposes',
        file('rules.yaml', '- alert: X\n  expr: kube_pod_inffo{} > 0\n'),
        inFile('rules.yaml', 'asks for kube_pod_inffo, which no exporter is recorded to expose'),
      ],
      [
        'knows what its exporter lets out where its documentation has it',
        all(
          file('rules.yaml', '- alert: X\n  expr: kube_lease_owner{} > 0\n'),
          set(chat, `${container}.args`, ['--metric-allowlist=^kube_pod_info$,^kube_lease_owner$']),
        ),
        [],
      ],
      [
        'finds what is documented and that no exporter lets out',
        all(
          file('rules.yaml', '- alert: X\n  expr: kube_lease_owner{} > 0\n'),
          set(chat, `${container}.args`, ['--metric-allowlist=^kube_pod_info$']),
        ),
        inFile('rules.yaml', 'asks for kube_lease_owner, which no exporter is recorded to expose'),
      ],
      [
        'finds what an exporter would let out and nobody documents',
        all(
          file('rules.yaml', '- alert: X\n  expr: kube_job_faild{} > 0\n'),
          set(chat, `${container}.args`, ['--metric-allowlist=^kube_job_faild$']),
        ),
        inFile('rules.yaml', 'asks for kube_job_faild, which no exporter is recorded to expose'),
      ],
      [
        'knows what recording rules make',
        all(file('rules.yaml', '- record: my_sum\n  expr: up\n- alert: X\n  expr: my_sum{}\n'), setFact('scrapes', [])),
        [],
      ],
    ],
  ],
];
