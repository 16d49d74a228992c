import { rackView } from '../rack-view';
import { edited, set } from '../testing/edits';
import { ruleTests } from '../testing/rule-tests';
import { soundRack } from '../testing/sound-rack';
import { startOrder } from './start-order';
import { startCases } from './start.cases';

ruleTests(startCases);

const told = set('ml/Deployment/chat', 'spec.template.spec.containers[chat].env', [
  { name: 'DB', value: 'postgres-rw.data.svc:5432' },
]);

test('the longest chain goes from what starts last to what needs nothing', () => {
  const view = rackView(edited(soundRack, told));
  const { longest, loops, pods } = startOrder(view, 'dark');
  expect(loops).toEqual([]);
  expect(longest.map(({ id, need }) => [id, need?.why])).toEqual([
    ['ml/Deployment/chat', 'its data at postgres-rw.data.svc:5432'],
    ['data/Cluster/postgres', undefined],
  ]);
  expect(pods).not.toContain('data/CronJob/report');
});

test('from nothing, Flux makes the chain longer', () => {
  const view = rackView(edited(soundRack, told));
  const length = (from: 'dark' | 'nothing') => startOrder(view, from).longest.length;
  expect(length('nothing')).toBeGreaterThan(length('dark'));
});
