import { withMissing } from './side-by-side';

const result = (id: string) => ({ id, title: '', shown: '', rows: [], failures: [], seconds: 1 });
const scenario = (id: string) => ({ id, title: `title of ${id}` });

test('keeps what a killed box has shown, and counts each scenario after it as failed', () => {
  const all = withMissing([result('drain')], ['drain', 'upgrade', 'memory'].map(scenario), 'box 1 ended with SIGKILL');
  expect(all.map(({ id, failures }) => [id, failures])).toEqual([
    ['drain', []],
    ['upgrade', ['upgrade: box 1 ended with SIGKILL']],
    ['memory', ['memory: box 1 ended with SIGKILL']],
  ]);
});

test('adds nothing where all have a result, those of a second cold start included', () => {
  const kept = ['cold-start', 'drain', 'cold-start', 'models'].map(result);
  expect(withMissing(kept, ['cold-start', 'drain', 'models'].map(scenario), 'x')).toEqual(kept);
});
