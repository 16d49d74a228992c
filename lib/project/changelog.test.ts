import { notesBetween } from './changelog';

const changelog = `# Changelog

## Unreleased

- **Not yet.** Nobody has it.

## 0.10.0

- **Two lines
  of a head.** More
  of it. And this not.
- **No end of a sentence**, here it is. Not this.
- A line without a head.

## 0.9.1

- **One.**

## 0.9.0

- **Old.**
`;

test('names what lies between two versions, newest first, by the heads of its entries', () => {
  expect(notesBetween(changelog, '0.9.0', '0.10.0')).toEqual([
    { version: '0.10.0', entries: ['Two lines of a head. More of it.', 'No end of a sentence, here it is.'] },
    { version: '0.9.1', entries: ['One.'] },
  ]);
});

test('names nothing between a version and itself', () => {
  expect(notesBetween(changelog, '0.10.0', '0.10.0')).toEqual([]);
});
