import { referenceFile } from '../lib/testing/reference-rack';
import { runCheck } from './check';

test.each<[string, { rule?: string[]; app?: string[] }, string]>([
  [
    'a rule',
    { rule: ['network/default-dney'] },
    'no rule is called network/default-dney: did you mean network/default-deny?',
  ],
  ['an app', { app: ['rediss'] }, 'no app is called rediss: did you mean redis?'],
])('a filter that misspells %s is an error, not a clean rack', (_, filter, message) => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = runCheck(process.cwd(), [referenceFile], { ...filter, today: '2026-01-01' });
  const words = said.mock.calls.map(([text]) => String(text)).join('');
  said.mockRestore();
  expect({ code, words }).toEqual({ code: 2, words: expect.stringContaining(message) });
});
