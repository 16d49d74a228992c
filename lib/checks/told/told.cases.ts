import type { RuleCases } from '../rule-cases';
import { all, set } from '../testing/edits';
import { argument, chat, container, file, silent, variable } from '../testing/told-edits';
import { portListened } from './listens';
import { pathExists } from './paths';
import { variableDefined } from './variables';
import { hostCases } from './hosts.cases';
import { storeCases } from './stores.cases';

export const toldCases: readonly RuleCases[] = [
  ...hostCases,
  [
    variableDefined,
    [
      silent,
      [
        'finds a variable that is not there',
        variable('URL', 'redis://$(PASSWRD)@x'),
        [
          {
            object: chat,
            path: `${container}.env[URL].value`,
            message: 'uses $(PASSWRD), and no variable of that name is defined',
          },
        ],
      ],
      [
        'finds one that comes too late',
        set(chat, `${container}.env`, [
          { name: 'URL', value: '$(HOST)' },
          { name: 'HOST', value: 'x' },
        ]),
        [{ object: chat, message: 'uses $(HOST), and no variable of that name is defined before it' }],
      ],
      [
        'finds one in an argument',
        argument('--listen=$(POD_IP):80'),
        [
          {
            object: chat,
            path: `${container}.args[0]`,
            message: 'uses $(POD_IP), and no variable of that name is defined',
          },
        ],
      ],
      [
        'finds one in the file of a program',
        file('config.yaml', 'key: os.environ/MASTER_KEY\n'),
        [
          {
            object: 'ml/ConfigMap/chat',
            message: `reads the variable MASTER_KEY, which container chat of ${chat} does not have`,
          },
        ],
      ],
      ['takes $$(X) for text, and a call in a script for a call', argument('--x=$$(Y)', 'a=$(date +%s); b'), []],
    ],
  ],
  [
    pathExists,
    [
      silent,
      [
        'is silent about a file that is mounted',
        all(file('chat.yaml', 'x: 1'), argument('--config=/etc/chat/chat.yaml')),
        [],
      ],
      [
        'finds a file that the ConfigMap does not have',
        all(file('chat.yaml', 'x: 1'), argument('--config=/etc/chat/chat.yml')),
        [
          {
            object: chat,
            path: `${container}.args[0]`,
            message: 'names /etc/chat/chat.yml, and ConfigMap ml/chat has no chat.yml',
            fix: 'did you mean chat.yaml?',
          },
        ],
      ],
      [
        'finds a folder that nothing is mounted at',
        variable('HOME', '/tmp'),
        [{ object: chat, message: 'names /tmp, which lies in nothing that is mounted' }],
      ],
      [
        'finds a path in a script',
        all(file('run.sh', 'cp /data/x /etc/chat/run.sh\n'), argument('/etc/chat/run.sh')),
        [{ object: 'ml/ConfigMap/chat', message: 'names /data/x, which lies in nothing that is mounted' }],
      ],
      [
        'finds a volume of a neighbour that a script names',
        all(
          file('run.sh', 'cp /restored/x /etc/chat/run.sh\n'),
          argument('/etc/chat/run.sh'),
          set(chat, 'spec.template.spec.initContainers', [
            { name: 'restore', image: 'x', volumeMounts: [{ name: 'restored', mountPath: '/restored' }] },
          ]),
        ),
        [{ object: 'ml/ConfigMap/chat', message: 'names /restored/x, which lies in nothing that is mounted' }],
      ],
      [
        'finds the folder of a file whose name a script makes up',
        all(file('run.sh', 'cat x > "/tmp/$name.part"\n'), argument('/etc/chat/run.sh')),
        [{ object: 'ml/ConfigMap/chat', message: 'names /tmp, which lies in nothing that is mounted' }],
      ],
      ['leaves what every image has alone', argument('/usr/bin/env', '--ca=/etc/ssl/certs/ca.crt'), []],
    ],
  ],
  [
    portListened,
    [
      silent,
      ['knows nothing of an image that it does not know', argument('--port=9999'), []],
      [
        'finds a program that listens elsewhere',
        all(set(chat, `${container}.image`, 'ghcr.io/ggml-org/llama.cpp:server-b1'), argument('--port', '8081')),
        [
          {
            object: chat,
            path: `${container}.args[1]`,
            message: 'lets container chat listen at 8081, which is none of its ports 8080',
          },
        ],
      ],
      [
        'finds one that a file lets listen elsewhere',
        all(
          set(chat, `${container}.image`, 'docker.io/otel/opentelemetry-collector-k8s:0.161.0'),
          file('chat.yaml', 'endpoint: 0.0.0.0:4317\n'),
        ),
        [
          {
            object: 'ml/ConfigMap/chat',
            path: 'data["chat.yaml"]',
            message: 'lets container chat of ml/Deployment/chat listen at 4317, which is none of its ports 8080',
          },
          { object: chat, message: 'opens port 8080, at which container chat is not told to listen' },
        ],
      ],
      [
        'finds two listeners at one port',
        all(
          set(chat, `${container}.image`, 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0'),
          argument('--port=8080', '--telemetry-port=8080'),
        ),
        [
          {
            object: chat,
            path: `${container}.args[1]`,
            message: 'lets container chat listen twice at 8080: the second time ends it',
          },
        ],
      ],
      [
        'finds a port at which nobody listens',
        all(
          set(chat, `${container}.image`, 'ghcr.io/ggml-org/llama.cpp:server-b1'),
          set(chat, `${container}.ports[0].containerPort`, 8083),
        ),
        [{ object: chat, message: 'opens port 8083, at which container chat is not told to listen' }],
      ],
    ],
  ],
  ...storeCases,
];
