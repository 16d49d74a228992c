import { referenceFile } from '../lib/testing/reference-rack';
import { CannotRun } from './cannot-run';
import { runCheck } from './check';
import { placeOf } from './rack-root';

test.each<[string, { rule?: string[]; app?: string[] }, string]>([
  [
    'a rule',
    { rule: ['network/default-dney'] },
    'no rule is called network/default-dney: did you mean network/default-deny? docs/rules.md lists all',
  ],
  ['an app', { app: ['rediss'] }, 'no app is called rediss: did you mean redis?'],
])('a filter that misspells %s is an error, not a clean rack', async (_, filter, message) => {
  const run = runCheck(placeOf(process.cwd()), [referenceFile], { ...filter, today: '2026-01-01' });
  await expect(run).rejects.toThrow(new CannotRun(message));
});
