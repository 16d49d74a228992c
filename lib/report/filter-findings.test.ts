import type { Finding } from '../facts/finding';
import { soundRack } from '../checks/testing/sound-rack';
import { filterFindings } from './filter-findings';

const of = (rule: string, object: string): Finding => ({
  level: 'error',
  rule,
  object,
  path: '',
  message: 'x',
  fix: '',
});
const findings = [
  of('network/dns', 'data/StatefulSet/redis'),
  of('network/connection', 'ml/Deployment/chat'),
  of('images/unused', 'images.lock.yaml'),
];

test.each([
  ['everything without a filter', {}, ['network/dns', 'network/connection', 'images/unused']],
  ['one rule', { rules: ['network/dns'] }, ['network/dns']],
  ['a family', { rules: ['network/*'] }, ['network/dns', 'network/connection']],
  ['several patterns', { rules: ['*/dns', 'images/*'] }, ['network/dns', 'images/unused']],
  ['nothing for a rule that is only the start of another', { rules: ['network'] }, []],
  ['one app', { apps: ['chat'] }, ['network/connection']],
  ['a rule and an app', { rules: ['*/dns'], apps: ['redis', 'chat'] }, ['network/dns']],
])('lets through %s', (_what, filter, rules) => {
  expect(filterFindings(findings, soundRack.rendered, filter).map(({ rule }) => rule)).toEqual(rules);
});

test('takes signs of patterns for themselves', () => {
  expect(filterFindings(findings, soundRack.rendered, { rules: ['network.dns', '(network|images)/*'] })).toEqual([]);
});
