import type { RuleCases } from '../../rule-cases';
import { set } from '../../testing/edits';
import { fires } from '../fires';

const chat = 'ml/Deployment/chat';
const container = 'spec.template.spec.containers[chat]';
const pod = 'spec.template.spec';

/** What the API server refuses of a pod. */
export const serverPodCases: readonly RuleCases[] = [
  fires('server/port', 'finds a port beyond 65535', set('ml/Service/chat', 'spec.ports[0].port', 80_000), {
    object: 'ml/Service/chat',
    message: 'is 80000; a port is a number from 1 to 65535',
  }),
  fires(
    'server/env',
    'finds two sources of one value',
    set(chat, `${container}.env`, [
      { name: 'NODE', value: 'x', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]),
    {
      object: chat,
      path: `${container}.env[NODE].valueFrom`,
      message: 'value and valueFrom are both set; one is allowed',
    },
  ),
  fires('server/container', 'finds a container name with an underscore', set(chat, `${container}.name`, 'chat_bot'), {
    object: chat,
    message:
      '"chat_bot" is no container name: it must be lower-case letters, digits and \'-\', and begin and end with a letter or digit',
  }),
  fires(
    'server/image',
    'finds an image that nobody can pull',
    set(chat, `${container}.image`, 'ghcr.io/Example/chat:1'),
    {
      object: chat,
      path: `${container}.image`,
      message: '"ghcr.io/Example/chat:1" is no image reference',
    },
  ),
  fires(
    'server/probe',
    'finds a probe with two handlers',
    set(chat, `${container}.livenessProbe`, { exec: { command: ['true'] }, tcpSocket: { port: 8080 } }),
    {
      object: chat,
      path: `${container}.livenessProbe`,
      message: 'has exec and tcpSocket; exactly one handler is allowed',
    },
  ),
  fires(
    'server/resources',
    'finds a request above its limit',
    set(chat, `${container}.resources`, { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } }),
    {
      object: chat,
      path: `${container}.resources.requests["memory"]`,
      message: 'is "2Gi", more than the limit of "1Gi"',
    },
  ),
  fires(
    'server/security',
    'finds settings that contradict each other',
    set(chat, `${container}.securityContext`, { privileged: true, allowPrivilegeEscalation: false }),
    {
      object: chat,
      path: `${container}.securityContext.allowPrivilegeEscalation`,
      message: 'privileged is true, so allowPrivilegeEscalation cannot be false',
    },
  ),
  fires(
    'server/volume',
    'finds a mount without its volume',
    set(chat, `${container}.volumeMounts`, [{ name: 'cache', mountPath: '/cache' }]),
    { object: chat, message: 'the pod has no volume "cache"; volumes are none' },
  ),
  fires(
    'server/pod',
    'finds a name server that is no address',
    set(chat, `${pod}.dnsConfig`, { nameservers: ['dns'] }),
    {
      object: chat,
      path: `${pod}.dnsConfig.nameservers[0]`,
      message: '"dns" is no IP address',
    },
  ),
  fires(
    'server/scheduling',
    'finds a toleration of nothing',
    set(chat, `${pod}.tolerations`, [{ operator: 'Equal' }]),
    {
      object: chat,
      message: 'is "Equal"; without a key it must be Exists, which tolerates everything',
    },
  ),
];
