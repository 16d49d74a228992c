import { renderRack } from '../synth';
import { loadReference, noSecretFiles } from '../testing/reference-rack';
import { sampleImages } from '../testing/sample-rack';
import { reviewTrees } from '../review/review';
import type { TreeTexts } from '../review/changes';
import { acknowledgementText } from '../review/acknowledgement';
import type { Plan, RackState } from './plan';
import { planners } from './planners';
import { walk } from './walk';

const start: RackState = { rack: loadReference(), images: sampleImages };

function render({ rack, images, retouch }: RackState): TreeTexts {
  const { layout } = renderRack({ rack, images, secrets: noSecretFiles });
  const texts = new Map([...layout.files].map(([path, content]) => [path, Buffer.from(content).toString('utf8')]));
  return new Map(retouch ? retouch(texts) : texts).set(
    'rack.json',
    JSON.stringify({ facts: { rack: { blades: rack.blades } } }),
  );
}

const plans: [name: string, argument: string, commits: number, acknowledged: string[][]][] = [
  [
    'rename-rack',
    'loft',
    1,
    [
      [
        ...['document-backups', 'document-restore', 'restore-drill-documents'].map(
          (job) => `review/backups data/CronJob/${job}`,
        ),
        'review/flux flux-system/FluxInstance/flux',
      ],
    ],
  ],
  [
    'rename-database',
    'postgres-2',
    2,
    [
      ['ml/Deployment/litellm', 'ml/StatefulSet/open-webui', 'monitoring/ConfigMap/grafana'].map(
        (object) => `review/persistence ${object}`,
      ),
      [],
    ],
  ],
  [
    'storage-class',
    'data/StatefulSet/redis=longhorn-replicated',
    1,
    [
      [
        'review/immutable data/PersistentVolumeClaim/data-redis-0',
        'review/immutable data/PersistentVolumeClaim/data-redis-1',
        'review/immutable data/PersistentVolumeClaim/data-redis-2',
        'review/immutable data/StatefulSet/redis',
      ],
    ],
  ],
  ['postgres-major', '19.1-202611010000-minimal-trixie', 1, [['review/versions data/Cluster/postgres']]],
  ['retire-blade', 'blade-09', 1, [['review/blades homelab/blade-09']]],
];

test.each(plans)(
  'each commit of %s passes the gate, with what it acknowledges and no more',
  (name, argument, commits, acknowledged) => {
    const plan = planners[name]!.plan(argument, start) as Plan;
    const steps = walk(plan, start, render);
    expect(steps).toHaveLength(commits);
    expect(steps.map(({ unforeseen, needless }) => [...unforeseen, ...needless])).toEqual(steps.map(() => []));
    expect(
      steps.map(({ acknowledge }) => [...acknowledge.values()].map(({ rule, object }) => `${rule} ${object}`).sort()),
    ).toEqual(acknowledged);
  },
);

test.each(plans)(
  '%s: the commits are really put through the gate one after the other, and refused without their acknowledgements',
  (name, argument) => {
    const plan = planners[name]!.plan(argument, start) as Plan;
    const steps = walk(plan, start, render);
    let [state, before] = [start, render(start)];
    for (const [index, { change }] of plan.commits.entries()) {
      const next = change(state);
      const after = render(next);
      const gate = (acknowledged: Map<string, string>) =>
        reviewTrees({ rack: next.rack.name, before, after, acknowledged }).findings.filter(
          ({ level }) => level === 'error',
        );
      const texts = [...steps[index]!.acknowledge].map(
        ([digest, refusal]) => [digest, acknowledgementText(refusal, 'as planned')] as const,
      );
      expect(gate(new Map(texts))).toEqual([]);
      expect(gate(new Map())).toHaveLength(texts.length);
      [state, before] = [next, after];
    }
  },
);

test.each([
  ['rename-rack', 'homelab', 'already'],
  ['rename-rack', 'The Rack', 'is no name of a rack'],
  ['rename-database', 'postgres', 'already'],
  ['postgres-major', '18.9-x', 'of one major version'],
  ['postgres-major', '17.1-x', 'is older'],
  ['postgres-major', 'latest', 'begins with no version'],
  ['retire-blade', 'blade-99', 'no blade is called blade-99'],
  ['retire-blade', 'blade-01', 'is a member of etcd'],
  ['storage-class', 'redis', 'is not written as'],
])('%s %s: there is no such plan, and why', (name, argument, words) => {
  expect(planners[name]!.plan(argument, start)).toMatch(words);
});

test('a plan that the rack does not fit says what the gate refuses besides', () => {
  const plan = planners['retire-blade']!.plan('blade-09', start) as Plan;
  const [commit] = plan.commits;
  const careless: Plan = { ...plan, commits: [{ ...commit!, expects: [{ rule: 'review/keys', object: 'data/' }] }] };
  expect(walk(careless, start, render)).toMatchObject([
    { unforeseen: ['review/blades homelab/blade-09'], needless: ['review/keys data/'] },
  ]);
});

test('a major version of PostgreSQL asks for no backup and no page that the rack does not have', () => {
  const { offsite: _none, ...backups } = start.rack.backups;
  const { 'restore-drill': _off, ...apps } = start.rack.apps as Record<string, unknown>;
  const of = (rack: RackState['rack']) =>
    (planners['postgres-major']!.plan('19.1-x', { ...start, rack }) as Plan).commits.flatMap(({ before, after }) => [
      ...before,
      ...after,
    ]);
  expect(of(start.rack).join('\n')).toMatch(/runbook restore-drill[\s\S]*barman/);
  expect(of({ ...start.rack, apps }).join('\n')).not.toContain('runbook restore-drill');
  const without = of({ ...start.rack, backups, apps }).join('\n');
  expect(without).toMatch(/has no backup[\s\S]*pg_dumpall/);
  expect(without).not.toMatch(/barman|runbook|base backup/);
});
