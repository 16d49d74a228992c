import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Reason, answered } from './reasons';

const reason: Reason = { linter: 'x', rule: 'cpu', files: ['ml/Deployment.chat-*.yaml'], reason: 'throttles' };
const chat = { rule: 'cpu', file: 'apps/chat/ml/Deployment.chat-0.yaml' };

test('a finding with a reason is answered', () => {
  expect(answered([chat], [reason])).toEqual({ open: [], idle: [] });
});

test.each([
  ['of another rule', { ...chat, rule: 'root' }],
  ['at another object', { ...chat, file: 'apps/litellm/ml/Deployment.litellm.yaml' }],
  ['at a name that only begins so', { ...chat, file: 'apps/chat/ml/Deployment.chat-0.yaml.bak' }],
])('a finding %s is open', (_, found) => {
  expect(answered([chat, found], [reason]).open).toEqual([found]);
});

test('a reason that nothing needs any more is named', () => {
  expect(answered([], [reason]).idle).toEqual(['cpu ml/Deployment.chat-*.yaml']);
});

test('every committed reason says which linter, which rule and why', () => {
  const reasons = parse(readFileSync(join(__dirname, 'reasons.yaml'), 'utf8')) as Reason[];
  for (const each of reasons) {
    expect(['checkov', 'kube-score']).toContain(each.linter);
    expect(each.files.length).toBeGreaterThan(0);
    expect(each.reason.length).toBeGreaterThan(20);
  }
  const keys = reasons.flatMap(({ linter, rule, files }) => files.map((file) => `${linter} ${rule} ${file}`));
  expect(new Set(keys).size).toBe(keys.length);
});
