import { messageOf } from '../box/receiver';
import { type Rule, type Target, ruleFaults, targetFaults } from './prometheus-answers';

describe('targets', () => {
  const up: Target = { labels: { job: 'data/redis/metrics', pod: 'redis-0' }, health: 'up', lastError: '' };
  const rows: [what: string, targets: Target[], faults: RegExp[]][] = [
    ['all are up and as many as there are pods', [up, up], []],
    ['one too few', [up], [/job data\/redis\/metrics has 1 targets instead of 2/]],
    ['one too many', [up, up, up], [/has 3 targets instead of 2/]],
    [
      'one that does not answer',
      [up, { ...up, health: 'down', lastError: 'refused' }],
      [/redis-0 of data\/redis\/metrics is down: refused/],
    ],
  ];
  test.each(rows)('%s', (_, targets, faults) => {
    expect(targetFaults(targets, { 'data/redis/metrics': 2 })).toEqual(
      faults.map((fault) => expect.stringMatching(fault)),
    );
  });
});

describe('rules', () => {
  const quiet: Rule = { name: 'NodeDown', type: 'alerting', health: 'ok', state: 'inactive' };
  const rows: [what: string, rules: Rule[], faults: RegExp[]][] = [
    ['quiet', [quiet], []],
    ['none at all', [], [/no rules/]],
    [
      'one that cannot be evaluated',
      [{ ...quiet, health: 'err', lastError: 'many-to-many' }],
      [/rule NodeDown fails: many-to-many/],
    ],
    [
      'an alert that waits',
      [{ ...quiet, state: 'pending', alerts: [{ labels: { node: 'blade-04' } }] }],
      [/NodeDown is pending .*blade-04/],
    ],
    ['an alert that has a reason to fire here', [{ ...quiet, name: 'Watchdog', state: 'firing' }], []],
  ];
  test.each(rows)('%s', (_, rules, faults) => {
    expect(ruleFaults(rules, { Watchdog: 'always fires' })).toEqual(
      faults.map((fault) => expect.stringMatching(fault)),
    );
  });
});

test('a message has the names of its alerts and the path that it came by', () => {
  const body = JSON.stringify({ status: 'firing', alerts: [{ labels: { alertname: 'NodeDown' } }] });
  expect(messageOf('/ntfy-url', body, 7)).toEqual({ path: '/ntfy-url', status: 'firing', alerts: ['NodeDown'], at: 7 });
});
