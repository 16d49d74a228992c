import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import type { Finding } from '../facts/finding';
import { findingsAsJson } from './findings-as-json';
import { findingsAsMarkdown } from './findings-as-markdown';
import { findingsAsText } from './findings-as-text';

const unused: Finding = {
  level: 'info',
  rule: 'images/unused',
  object: 'images.lock.yaml',
  path: 'chat',
  message: 'ghcr.io/example/chat:1.2.0 is run by nothing of this rack',
  fix: 'remove the entry',
};
const noReason: Finding = {
  level: 'error',
  rule: 'references/secret',
  object: 'data/StatefulSet/redis',
  path: 'spec.template.spec.containers[redis].env[PASSWORD]',
  message: 'names Secret data/redis-user, which nothing makes',
  fix: 'did you mean redis-users?',
};
const open: Finding = { ...noReason, rule: 'network/dns', path: '', message: 'may not ask | or `answer`', fix: '' };
const findings = [unused, noReason, open];

describe('as text', () => {
  test('shows each object once, the worst first, and how many there are', () => {
    expect(findingsAsText(findings)).toBe(
      [
        'data/StatefulSet/redis',
        '  error may not ask | or `answer` (network/dns)',
        '  error spec.template.spec.containers[redis].env[PASSWORD]: names Secret data/redis-user, which nothing makes (references/secret)',
        '    → did you mean redis-users?',
        '',
        'images.lock.yaml',
        '  info chat: ghcr.io/example/chat:1.2.0 is run by nothing of this rack (images/unused)',
        '    → remove the entry',
        '',
        '2 errors, 1 for information.',
        '',
      ].join('\n'),
    );
  });

  test('colours only with the colours it is given', () => {
    const colors = { red: tag('r'), yellow: tag('y'), blue: tag('b'), bold: tag('B'), dim: tag('d') };
    expect(findingsAsText([unused], { colors })).toContain('<B>images.lock.yaml</B>\n  <b>info</b> chat');
    expect(findingsAsText(findings)).not.toContain('\u001b');
  });

  test('says that there is nothing', () => {
    expect(findingsAsText([])).toBe('No findings.\n');
  });
});

function tag(name: string) {
  return (text: string) => `<${name}>${text}</${name}>`;
}

describe('as JSON', () => {
  const validate = new Ajv({ strict: true, allErrors: true }).compile(
    JSON.parse(readFileSync('schema/findings.schema.json', 'utf8')),
  );

  test.each([
    ['findings', findings],
    ['none', []],
  ])('keeps to the published schema with %s', (_what, list) => {
    validate(JSON.parse(findingsAsJson('homelab', list)));
    expect(validate.errors).toBeNull();
  });

  test.each([
    ['an unknown level', { level: 'fatal' }],
    ['a rule without a family', { rule: 'secret' }],
    ['an unknown field', { line: 3 }],
    ['a message left out', { message: undefined }],
  ])('publishes a schema that refuses %s', (_what, change) => {
    const document = JSON.parse(findingsAsJson('homelab', [noReason])) as { findings: object[] };
    expect(validate({ ...document, findings: [{ ...document.findings[0], ...change }] })).toBe(false);
  });

  test('counts by level and sorts', () => {
    const document = JSON.parse(findingsAsJson('homelab', findings)) as { counts: object; findings: Finding[] };
    expect(document.counts).toEqual({ error: 2, warning: 0, info: 1 });
    expect(document.findings).toEqual([open, noReason, unused]);
  });
});

describe('as Markdown', () => {
  test('makes a table a level, from which nothing breaks out', () => {
    expect(findingsAsMarkdown([open, unused], { rulesUrl: 'docs/rules.md' })).toBe(
      [
        '**1 error, 1 for information.**',
        '',
        '### Errors',
        '',
        '| Where | What | What to do | Rule |',
        '| --- | --- | --- | --- |',
        '| `data/StatefulSet/redis` | may not ask \\| or \\`answer\\` |  | [`network/dns`](docs/rules.md#networkdns) |',
        '',
        '### For information',
        '',
        '| Where | What | What to do | Rule |',
        '| --- | --- | --- | --- |',
        '| `images.lock.yaml`<br>`chat` | ghcr.io/example/chat:1.2.0 is run by nothing of this rack | remove the entry | [`images/unused`](docs/rules.md#imagesunused) |',
        '',
      ].join('\n'),
    );
  });
});
