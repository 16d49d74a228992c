import { exceptionKey } from '../facts/marks';
import {
  capabilities,
  hostAccess,
  nonRoot,
  privilegeEscalation,
  privileged,
  readOnlyRoot,
  seccomp,
  token,
  tokenMounted,
} from './baseline';
import type { RuleCases } from './rule-cases';
import { add, all, none, remove, set } from './testing/edits';

const chat = 'ml/Deployment/chat';
const pod = 'spec.template.spec';
const context = `${pod}.containers[chat].securityContext`;

/** An init container that says nothing about itself: what the kit must never forget. */
const bareInit = set(chat, `${pod}.initContainers`, [{ name: 'migrate', image: 'x' }]);

export const baselineCases: readonly RuleCases[] = [
  [
    nonRoot,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds root, though the pod says otherwise',
        set(chat, `${context}.runAsUser`, 0),
        [{ object: chat, path: `${context}.runAsUser`, message: 'runs as root (runAsUser is 0)' }],
      ],
      [
        'finds a user left to the image',
        set(chat, `${pod}.securityContext.runAsUser`, undefined),
        [{ object: chat, message: 'says no runAsUser, so the image decides, and most say root' }],
      ],
      [
        'finds runAsNonRoot left out',
        set(chat, `${pod}.securityContext.runAsNonRoot`, undefined),
        [{ object: chat, path: `${context}.runAsNonRoot`, message: 'runAsNonRoot is undefined; it must be true' }],
      ],
      [
        'finds the pods of a kind that it does not know',
        add({
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Rollout',
          metadata: { namespace: 'data', name: 'x' },
          spec: { canary: { podTemplate: { spec: { containers: [{ name: 'x', image: 'x' }] } } } },
        }),
        [
          {
            object: 'data/Rollout/x',
            path: 'spec.canary.podTemplate.spec.containers[x].securityContext.runAsUser',
            message: 'says no runAsUser, so the image decides, and most say root',
          },
        ],
      ],
      [
        'accepts a reason',
        all(
          set(chat, `${context}.runAsUser`, 0),
          set(chat, 'metadata.annotations', { [exceptionKey('baseline/non-root')]: 'the image knows no user' }),
        ),
        [],
      ],
    ],
  ],
  [
    readOnlyRoot,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a writable root',
        set(chat, `${context}.readOnlyRootFilesystem`, false),
        [{ object: chat, message: 'readOnlyRootFilesystem is false; it must be true' }],
      ],
      [
        'checks init containers too',
        bareInit,
        [
          {
            object: chat,
            path: `${pod}.initContainers[migrate].securityContext.readOnlyRootFilesystem`,
            message: 'readOnlyRootFilesystem is undefined; it must be true',
          },
        ],
      ],
    ],
  ],
  [
    privilegeEscalation,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds it left out',
        set(chat, `${context}.allowPrivilegeEscalation`, undefined),
        [{ object: chat, message: 'allowPrivilegeEscalation is undefined; it must be false' }],
      ],
    ],
  ],
  [
    capabilities,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds what is added',
        set(chat, `${context}.capabilities.add`, ['NET_ADMIN']),
        [{ object: chat, path: `${context}.capabilities.add`, message: 'adds NET_ADMIN; none is allowed' }],
      ],
      [
        'finds what is not dropped',
        set(chat, `${context}.capabilities.drop`, ['NET_RAW']),
        [{ object: chat, path: `${context}.capabilities.drop`, message: 'drops NET_RAW; it must drop ALL' }],
      ],
    ],
  ],
  [
    seccomp,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a profile left out',
        set(chat, `${pod}.securityContext.seccompProfile`, undefined),
        [{ object: chat, message: 'seccomp profile is undefined; it must be RuntimeDefault' }],
      ],
      [
        'finds a container that opts out',
        set(chat, `${context}.seccompProfile`, { type: 'Unconfined' }),
        [{ object: chat, message: 'seccomp profile is Unconfined; it must be RuntimeDefault' }],
      ],
    ],
  ],
  [
    privileged,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a privileged container',
        set(chat, `${context}.privileged`, true),
        [{ object: chat, path: `${context}.privileged`, message: 'is privileged' }],
      ],
    ],
  ],
  [
    hostAccess,
    [
      ['is silent on the sample rack', none, []],
      [
        "finds the host's network",
        set(chat, `${pod}.hostNetwork`, true),
        [{ object: chat, path: `${pod}.hostNetwork`, message: 'hostNetwork is true' }],
      ],
      [
        "finds the host's files",
        set(chat, `${pod}.volumes`, [{ name: 'dev', hostPath: { path: '/dev' } }]),
        [{ object: chat, path: `${pod}.volumes[dev].hostPath`, message: 'mounts /dev of the blade' }],
      ],
      [
        "finds the host's ports",
        set(chat, `${pod}.containers[chat].ports[http].hostPort`, 80),
        [{ object: chat, path: `${pod}.containers[chat].ports[http].hostPort`, message: 'takes port 80 of the blade' }],
      ],
    ],
  ],
  [
    token,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a token without a role',
        remove('hardware/RoleBinding/thermal'),
        [
          {
            object: 'hardware/DaemonSet/thermal',
            path: `${pod}.automountServiceAccountToken`,
            message: 'mounts the token of ServiceAccount hardware/thermal, to which no role is bound',
          },
        ],
      ],
      [
        'lets the ServiceAccount speak for its pods',
        all(
          set(chat, `${pod}.automountServiceAccountToken`, undefined),
          set('ml/ServiceAccount/chat', 'automountServiceAccountToken', false),
        ),
        [],
      ],
      [
        'knows that silence mounts the token',
        set(chat, `${pod}.automountServiceAccountToken`, undefined),
        [{ object: chat, message: 'mounts the token of ServiceAccount ml/chat, to which no role is bound' }],
      ],
    ],
  ],
  [
    tokenMounted,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds rights without the token that proves them',
        set('hardware/DaemonSet/thermal', 'spec.template.spec.automountServiceAccountToken', false),
        [
          {
            object: 'hardware/DaemonSet/thermal',
            message: 'mounts no token of ServiceAccount hardware/thermal, to which roles are bound',
          },
        ],
      ],
    ],
  ],
];
