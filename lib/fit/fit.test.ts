import { type Trials, smallestLosses } from './fit';
import type { Step } from './steps';

/** A text is a list of words; it fits while they are short enough together. */
const without = (word: string): Step => ({
  loss: word,
  apply: (text) =>
    text
      .split(' ')
      .filter((each) => each !== word)
      .join(' '),
});
const trials = (most: number, needed: string[] = []): Trials => {
  const read = (text: string) => needed.filter((word) => !text.includes(word)).map((word) => `${word} is needed`);
  return {
    read,
    try: (text) => ({ problems: read(text), short: text.length > most ? [`${text.length} letters`] : [] }),
  };
};
const steps = ['a', 'bbbb', 'cc', 'dddddd'].map(without);
const text = 'a bbbb cc dddddd';

test.each([
  ['nothing where it fits', 16, []],
  ['one small loss where that is enough', 14, ['a']],
  ['the smallest losses first', 9, ['a', 'bbbb']],
  ['not what a later loss made needless', 8, ['bbbb', 'cc']],
  ['everything', 0, ['a', 'bbbb', 'cc', 'dddddd']],
])('gives up %s', (_, most, losses) => {
  expect(smallestLosses(text, steps, trials(most))?.losses).toEqual(losses);
});

test('a step that brings a mistake is left out, and the others may still do', () => {
  expect(smallestLosses(text, steps, trials(9, ['bbbb']))?.losses).toEqual(['dddddd']);
});

test('a rack that nothing makes fit has no patch', () => {
  expect(smallestLosses(`${text} eeee`, steps, trials(2))).toBeUndefined();
});
