import { nearest, suggestion } from './nearest';

const names = ['postgres', 'redis', 'minio'];

test.each([
  ['a letter too many', 'postgress', 'postgres'],
  ['two letters swapped', 'reids', 'redis'],
  ['a letter missing', 'mino', 'minio'],
  ['another word', 'grafana', undefined],
])('takes %s for what it resembles', (_what, name, expected) => {
  expect(nearest(name, names)).toBe(expected);
});

test.each([
  ['the nearest', 'mino', names, 'did you mean minio?'],
  ['all when none is near', 'grafana', names, 'there are minio, postgres, redis'],
  ['the only one', 'grafana', ['redis'], 'there is only redis'],
  ['that there is none', 'grafana', [], 'there is none'],
  ['a few of many', 'grafana', [...'abcdefghij'], 'there are a, b, c, d, e, f, g, h and 2 more'],
])('suggests %s', (_what, name, candidates, expected) => {
  expect(suggestion(name, candidates)).toBe(expected);
});
