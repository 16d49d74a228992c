import type { RuleCases } from '../rule-cases';
import { add, set } from '../testing/edits';
import { fires, object } from './fires';

const chat = 'ml/Deployment/chat';
const container = 'spec.template.spec.containers[chat]';

/** What the published schemas say. */
export const publishedSchemaCases: readonly RuleCases[] = [
  fires(
    'schema/unknown-kind',
    'finds a misspelt kind',
    add(object('apps/v1', 'Deploymnet', 'chat', { spec: {} }, 'ml')),
    { object: 'ml/Deploymnet/chat', message: 'there is no kind Deploymnet in apps/v1; did you mean Deployment?' },
  ),
  fires('schema/unknown-field', 'finds a misspelt field', set(chat, 'spec.replicsa', 2), {
    object: chat,
    path: 'spec.replicsa',
    message: 'there is no field "replicsa" here; did you mean replicas?',
    fix: 'Rename it to replicas.',
  }),
  fires('schema/type', 'finds a number in quotes', set(chat, 'spec.replicas', '2'), {
    object: chat,
    path: 'spec.replicas',
    message: 'is "2" (string); an integer is expected',
    fix: 'Write it without quotes: 2.',
  }),
  fires('schema/required', 'finds a Deployment without a selector', set(chat, 'spec.selector', undefined), {
    object: chat,
    path: 'spec.selector',
    message: 'is missing',
  }),
  fires('schema/enum', 'finds a word that is not allowed', set(chat, `${container}.imagePullPolicy`, 'Sometimes'), {
    object: chat,
    path: `${container}.imagePullPolicy`,
    message: 'is "Sometimes"; allowed are Always, IfNotPresent, Never',
  }),
  fires('schema/bounds', 'finds a negative count', set(chat, 'spec.minReadySeconds', -1), {
    object: chat,
    path: 'spec.minReadySeconds',
    message: 'is -1; at least 0 is expected',
  }),
  fires(
    'schema/pattern',
    'finds a duration that is none',
    set('flux-system/Kustomization/redis', 'spec.interval', 'daily'),
    {
      object: 'flux-system/Kustomization/redis',
      path: 'spec.interval',
      message: 'is "daily"; it must match ^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$',
    },
  ),
  fires(
    'schema/duplicate-key',
    'finds a variable that is set twice',
    set(chat, `${container}.env`, [
      { name: 'MODE', value: 'a' },
      { name: 'MODE', value: 'b' },
    ]),
    {
      object: chat,
      path: `${container}.env[MODE]`,
      message: 'two elements have name "MODE"; name must be unique in this list',
    },
  ),
  fires(
    'schema/form',
    'finds an alternative that is not there',
    set('hardware/CiliumNetworkPolicy/thermal', 'spec.egress', [{ toCIDRSet: [{ except: [] }] }]),
    {
      object: 'hardware/CiliumNetworkPolicy/thermal',
      path: 'spec.egress[0].toCIDRSet[0]',
      message: 'fits none of the forms, of which exactly one must hold: cidr | cidrGroupRef | cidrGroupSelector',
    },
  ),
  fires(
    'schema/cel',
    'asks the rules that a CRD carries',
    set('ml/Gateway/rack', 'spec.listeners[0].protocol', 'HTTP'),
    {
      object: 'ml/Gateway/rack',
      path: 'spec.listeners',
      message: "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
    },
  ),
];
