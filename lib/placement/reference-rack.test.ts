import { parseDocument } from 'yaml';
import { rackView } from '../checks/rack-view';
import { referenceText } from '../testing/reference-rack';
import { composeSample, loadSample } from '../testing/sample-rack';
import { singleLosses } from './losses';
import { placementOf } from './placement';

/** What clusters/homelab.yaml states beside defaults, so that every pod that can move finds a blade. */
const stated = {
  'chat-large': { memory: '2304Mi' },
  longhorn: { blades: ['blade-04', 'blade-05', 'blade-06', 'blade-07', 'blade-08', 'blade-09'] },
  reranker: 'off',
};

/** Classes that can move and are not proved with each single blade lost. */
function unproved(apps: Record<string, unknown>): string[] {
  const text = parseDocument(referenceText);
  for (const [name, block] of Object.entries(apps)) text.setIn(['apps', name], block);
  const view = rackView(composeSample(loadSample(text.toString())));
  const { classes, surveysOf } = placementOf(view);
  const open = surveysOf(singleLosses(view.rack)).flatMap(({ verdicts }) =>
    verdicts.filter(({ kind }, index) => kind !== 'proved' && classes[index]?.isPinned === false).map(({ id }) => id),
  );
  return [...new Set(open)].sort();
}

test('on the reference rack every pod that can move finds a blade in every order, whichever blade is lost', () => {
  expect(unproved(stated)).toEqual([]);
});

test('five blades with copies are too few for the stores of logs and traces', () => {
  expect(unproved({ ...stated, longhorn: 'on' })).toEqual([
    'monitoring/StatefulSet/logs',
    'monitoring/StatefulSet/tempo',
  ]);
});

test('larger servers of the second model are not proved', () => {
  expect(unproved({ ...stated, 'chat-large': 'on' })).toEqual([
    'ml/Deployment/chat-large-0',
    'ml/Deployment/chat-large-1',
  ]);
});
