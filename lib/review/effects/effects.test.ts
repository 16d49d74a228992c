import type { Manifest } from '../../manifest/manifest';
import { flux, kept, object, tree, said, image, set, deployment, daemons, postgres, job } from './testing/chat-trees';

describe('what the API server and the controllers do', () => {
  test.each<[string, Manifest | undefined, Manifest | undefined, string[]]>([
    ['a new object', undefined, set({}), ['created ml/StatefulSet/chat']],
    ['an object that is gone', set({}), undefined, ['deleted ml/StatefulSet/chat']],
    [
      'one that Flux may not delete',
      set({}, kept),
      undefined,
      ['left behind ml/StatefulSet/chat: Flux does not delete it, and nothing applies it any more'],
    ],
    [
      'a field that stays for life',
      set({}),
      set({ serviceName: 'other' }),
      ['refused ml/StatefulSet/chat: spec.serviceName goes from chat to other'],
    ],
    [
      'another image of a set',
      set({}),
      set({ template: image('2') }),
      ['restarts ml/StatefulSet/chat: 1 of 4 at a time: image 1 to 2'],
    ],
    [
      'a set that waits for people',
      set({}),
      set({ template: image('2'), updateStrategy: { type: 'OnDelete' } }),
      ['restarts ml/StatefulSet/chat: each pod when somebody deletes it: image 1 to 2'],
    ],
    [
      'more replicas',
      set({}),
      set({ replicas: 5 }),
      ['changed in place ml/StatefulSet/chat: 4 pods become 5; the others stay as they are'],
    ],
    [
      'one pod of a Deployment',
      deployment({}),
      deployment({ template: image('2') }),
      ['restarts ml/Deployment/chat: the new pod before the old one goes: image 1 to 2'],
    ],
    [
      'a Deployment that may not overlap',
      deployment({}),
      deployment({ template: image('2'), strategy: { type: 'Recreate' } }),
      ['restarts ml/Deployment/chat: away until the new one is up: image 1 to 2'],
    ],
    [
      'eight pods of a Deployment',
      deployment({ replicas: 8 }),
      deployment({ replicas: 8, template: image('2') }),
      ['restarts ml/Deployment/chat: 2 of 8 at a time: image 1 to 2'],
    ],
    [
      'a Deployment scaled to nothing',
      deployment({ replicas: 0 }),
      deployment({ replicas: 0, template: image('2') }),
      ['restarts ml/Deployment/chat: it has no pods now: image 1 to 2'],
    ],
    [
      'a daemon',
      daemons({}),
      daemons({ template: image('2') }),
      ['restarts ml/DaemonSet/chat: one blade at a time: image 1 to 2'],
    ],
    [
      'a variable',
      set({}),
      set({ template: image('1', { env: [{ name: 'LEVEL', value: 'a' }] }) }),
      ['restarts ml/StatefulSet/chat: 1 of 4 at a time: env'],
    ],
    [
      'another version of PostgreSQL',
      postgres({}),
      postgres({ imageName: 'postgresql:18.2' }),
      ['restarts ml/Cluster/postgres: 1 of 3 at a time, the primary last: imageName'],
    ],
    [
      'a setting that PostgreSQL reads at its start',
      postgres({}),
      postgres({ postgresql: { parameters: { max_connections: '200' } } }),
      ['restarts ml/Cluster/postgres: 1 of 3 at a time, the primary last: max_connections'],
    ],
    [
      'a setting that it reads again',
      postgres({ postgresql: { parameters: { work_mem: '4MB' } } }),
      postgres({ postgresql: { parameters: { work_mem: '8MB' } } }),
      ['changed in place ml/Cluster/postgres: spec.postgresql.parameters.work_mem'],
    ],
    [
      'another member',
      postgres({}),
      postgres({ instances: 4 }),
      ['changed in place ml/Cluster/postgres: 3 members become 4; the others stay as they are'],
    ],
    [
      'a Job is another one',
      job('1'),
      job('2'),
      ['refused ml/Job/setup: spec.template.spec.containers[chat].image goes from a:1 to a:2'],
    ],
    [
      'a Job that Flux may make anew',
      job('1', { [`${flux}/force`]: 'enabled' }),
      job('2', { [`${flux}/force`]: 'enabled' }),
      ['recreated ml/Job/setup: spec.template.spec.containers[chat].image goes from a:1 to a:2'],
    ],
    [
      'an object that Flux leaves alone',
      set({}),
      set({ replicas: 2 }, { [`${flux}/reconcile`]: 'disabled' }),
      ['not applied ml/StatefulSet/chat: reconciliation is disabled'],
    ],
    [
      'a nightly job',
      object('CronJob', 'backup', { spec: { schedule: '1 2 * * *' } }),
      object('CronJob', 'backup', { spec: { schedule: '2 2 * * *' } }),
      ['changed in place ml/CronJob/backup: from its next run on'],
    ],
  ])('%s', (_, before, after, lines) => {
    expect(said(tree('chat', ...(before ? [before] : [])), tree('chat', ...(after ? [after] : [])))).toEqual(lines);
  });
});
