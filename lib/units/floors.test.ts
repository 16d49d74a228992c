import { atLeast, whole } from './floors';

const messageOf = (result: { success: boolean; error?: { issues: { message: string }[] } }) =>
  result.error?.issues[0]?.message;

test.each([
  ['1Gi', undefined],
  ['1G', 'at least 1Gi is needed: it says so'],
  ['900Mi', 'at least 1Gi is needed: it says so'],
])('a floor of 1Gi answers %s with %p', (size, said) => {
  expect(messageOf(atLeast('1Gi', 'it says so').safeParse(size))).toBe(said);
});

test.each([
  ['1d', undefined],
  ['48h', undefined],
  ['36h', 'whole days only: it rounds'],
  ['90m', 'whole days only: it rounds'],
])('whole days answer %s with %p', (time, said) => {
  expect(messageOf(whole('days', 'it rounds').safeParse(time))).toBe(said);
});
