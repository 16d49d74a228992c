import type { RuleCases } from '../rule-cases';
import { add, set } from '../testing/edits';
import { fires, object } from './fires';

const chat = 'ml/Deployment/chat';
const pod = 'spec.template.spec';

export const nameCases: readonly RuleCases[] = [
  fires('names/object', 'finds a name that is none', add(object('v1', 'ServiceAccount', 'Chat_Bot', {}, 'ml')), {
    object: 'ml/ServiceAccount/Chat_Bot',
    path: 'metadata.name',
    message:
      "\"Chat_Bot\" is no name for a ServiceAccount: it must be lower-case letters, digits, '-' and '.', and begin and end with a letter or digit",
  }),
  fires('names/namespace', 'finds an object without a namespace', add(object('v1', 'ServiceAccount', 'lost', {})), {
    object: 'ServiceAccount/lost',
    message: 'a ServiceAccount lives in a namespace; metadata.namespace is missing',
  }),
  fires('names/label', 'finds a label with a blank', set(chat, 'metadata.labels', { team: 'two words' }), {
    object: chat,
    path: 'metadata.labels["team"]',
    message:
      "\"two words\" is no label value: it must be letters, digits, '-', '_' and '.', and begin and end with a letter or digit",
  }),
  fires(
    'names/annotation',
    'finds an annotation with two slashes',
    set(chat, 'metadata.annotations', { 'a/b/c': '' }),
    {
      object: chat,
      message: '"a/b/c" is no annotation key: may hold one \'/\' only, after a DNS prefix',
    },
  ),
  fires('names/key', 'finds a key that is no file name', set('data/ConfigMap/redis', 'data', { 'etc/redis': 'x' }), {
    object: 'data/ConfigMap/redis',
    message: "\"etc/redis\" is no key: it must be letters, digits, '-', '_' and '.'",
  }),
  fires('names/reference', 'finds an account that cannot exist', set(chat, `${pod}.serviceAccountName`, 'Chat Bot'), {
    object: chat,
    path: `${pod}.serviceAccountName`,
    message:
      "\"Chat Bot\" is no name: it must be lower-case letters, digits, '-' and '.', and begin and end with a letter or digit",
  }),
];
