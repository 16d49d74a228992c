import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { Finding } from '../../facts/finding';
import type { EffectLine } from '../../review/effects/effect';
import { reviewRules } from '../../review/review';
import { headline } from './headline';
import { reviewDocument } from './review-as-json';
import { reviewAsMarkdown } from './review-as-markdown';
import { reviewAsSarif } from './review-as-sarif';
import { reviewAsText } from './review-as-text';
import type { Reviewed } from './reviewed';
import { sarifShape } from './sarif-shape';

const line = (effect: EffectLine['effect'], object: string, more: Partial<EffectLine> = {}): EffectLine => ({
  effect,
  object,
  app: 'chat',
  detail: '',
  ...more,
});
const at = { file: 'clusters/sample.yaml', line: 7 };
const loses: Finding = {
  level: 'error',
  rule: 'review/backups',
  object: 'data/ObjectStore/backups',
  path: 'spec.retentionPolicy',
  message: 'spec.retentionPolicy goes from 30d to 1d: barman deletes | the older ones',
  fix: 'keep what restores depend on',
  at: { ...at, column: 1 },
};
const leaves: Finding = {
  level: 'info',
  rule: 'review/app-leaves',
  object: 'apps/old',
  path: '',
  message: 'leaves the rack with 4 objects',
  fix: 'nothing, if that is what you want',
};
const reviewed = (lines: EffectLine[], more: Partial<Reviewed> = {}): Reviewed => ({
  rack: 'sample',
  lines,
  figures: [],
  reach: { opened: [], closed: [] },
  findings: [],
  ...more,
});
const chats = [0, 1, 2, 3].map((n) =>
  line('restarts', `ml/Deployment/chat-${n}`, {
    detail: 'the new pod before the old one goes: args',
    at,
    specPath: 'apps.chat',
  }),
);
const full = reviewed(
  [
    line('deleted', 'ml/Service/chat'),
    ...chats,
    line('created', 'ml/ConfigMap/a'),
    line('apply-config', 'talos/sample/all.yaml', { app: '', detail: 'a and b: ResolverConfig' }),
  ],
  {
    figures: [{ name: 'blades', before: '20', after: '19' }],
    reach: { opened: ['a → b'], closed: ['the network → c'] },
    findings: [loses, leaves],
  },
);

test.each<[string, EffectLine[], string]>([
  ['nothing', [], ''],
  [
    'one set',
    [line('restarts', 'ml/StatefulSet/chat', { detail: '1 of 4 at a time: its image' })],
    'chat restarts, 1 of 4 at a time; nothing is deleted',
  ],
  [
    'several alike',
    chats,
    'chat-0, chat-1, chat-2 and chat-3 restart, the new pod before the old one goes; nothing is deleted',
  ],
  ['a change in place', [line('changed in place', 'ml/ConfigMap/a')], 'nothing is deleted'],
  ['what stays behind', [line('left behind', 'data/Cluster/postgres')], '1 left behind'],
  [
    'what goes',
    [line('deleted', 'ml/Service/a'), line('left behind', 'ml/Secret/b')],
    'deleted: ml/Service/a, 1 left behind',
  ],
  [
    'what cannot be',
    [line('refused', 'ml/StatefulSet/a')],
    'the API server refuses ml/StatefulSet/a; nothing is deleted',
  ],
  ['machines', [line('apply-config', 'talos/x/all.yaml')], '1 machine file to apply; nothing is deleted'],
])('%s, in one sentence', (_, lines, sentence) => {
  expect(headline({ lines, findings: [] })).toBe(sentence);
});

test('the text puts alike lines together, with the line of the rack file', () => {
  expect(reviewAsText(full))
    .toBe(`sample: 1 change is refused; chat-0, chat-1, chat-2 and chat-3 restart, the new pod before the old one goes; 1 machine file to apply; deleted: ml/Service/chat
  chat clusters/sample.yaml:7
    deleted ml/Service/chat
    restarts ml/Deployment/chat-0, chat-1, chat-2, chat-3: the new pod before the old one goes: args
    created ml/ConfigMap/a
  rack
    apply-config talos/sample/all.yaml: a and b: ResolverConfig
  blades: 20 → 19
  opens a → b
  closes the network → c

data/ObjectStore/backups
  error spec.retentionPolicy: spec.retentionPolicy goes from 30d to 1d: barman deletes | the older ones (review/backups, clusters/sample.yaml:7)
    → keep what restores depend on

apps/old
  info leaves the rack with 4 objects (review/app-leaves)
    → nothing, if that is what you want

1 error, 1 for information.
`);
  expect(reviewAsText(reviewed([]))).toBe('sample: nothing changes\n');
});

const many = Array.from({ length: 900 }, (_, n) =>
  line('changed in place', `ml/ConfigMap/${'x'.repeat(40)}-${n}`, { detail: `data.${n}` }),
);

test('the text is one screen unless details are asked for; findings are never cut', () => {
  const lines = (details: boolean) =>
    reviewAsText(reviewed(many, { findings: Array.from({ length: 40 }, () => loses) }), { details }).split('\n');
  expect(
    lines(false)
      .filter((each) => each.startsWith('  '))
      .filter((each) => !/error|→/.test(each)),
  ).toHaveLength(24);
  expect(lines(false).filter((each) => each.includes('error spec'))).toHaveLength(40);
  expect(lines(true).length).toBeGreaterThan(900);
});

test('the comment is bounded, the same for the same change, and a table whatever stands in the words', () => {
  const text = reviewAsMarkdown(reviewed(many, { findings: Array.from({ length: 400 }, () => loses) }));
  expect(text.length).toBeLessThan(16_000);
  expect(text).toContain('The rest is in the log');
  expect(reviewAsMarkdown(reviewed([...many], {}))).toBe(reviewAsMarkdown(reviewed(many, {})));
  expect(reviewAsMarkdown(full)).toContain('barman deletes \\| the older ones');
  expect(reviewAsMarkdown(reviewed(many)).match(/and 841 more/)).not.toBeNull();
});

const schema = JSON.parse(readFileSync(join(__dirname, '../../../schema/review.schema.json'), 'utf8')) as object;

test.each<[string, Reviewed]>([
  ['nothing', reviewed([])],
  ['everything', full],
])('the JSON of %s is what the schema says', (_, review) => {
  const ajv = new Ajv({ strict: true, strictTypes: false });
  const document = JSON.parse(JSON.stringify(reviewDocument(review))) as object;
  expect(ajv.validate(schema, document)).toBe(true);
  // A schema that takes everything would show nothing.
  expect(
    ajv.validate(schema, { ...document, effects: [{ effect: 'vanishes', object: 'a', app: '', detail: '' }] }),
  ).toBe(false);
  expect(ajv.validate(schema, { ...document, verdict: 1 })).toBe(false);
});

test('the SARIF has the shape of 2.1.0, names the rules that fired and a line for each result', () => {
  const fileOf = (object: string) =>
    object === loses.object ? 'dist/sample/apps/postgres/data/ObjectStore.backups.yaml' : undefined;
  const log = JSON.parse(
    reviewAsSarif({
      version: '1.2.3',
      rules: reviewRules,
      racks: [{ rack: 'sample', findings: [loses, leaves], fileOf }],
    }),
  ) as { runs: { tool: { driver: { rules: object[] } }; results: object[] }[] };
  const ajv = new Ajv({ formats: { uri: true } });
  expect(ajv.validate(sarifShape, log)).toBe(true);
  expect(
    ajv.validate(sarifShape, {
      ...log,
      runs: [{ ...log.runs[0], results: [{ level: 'fatal', message: { text: 'a' } }] }],
    }),
  ).toBe(false);
  expect(log.runs[0]!.tool.driver.rules).toMatchObject([{ id: 'review/backups' }, { id: 'review/app-leaves' }]);
  expect(log.runs[0]!.results).toMatchObject([
    {
      ruleId: 'review/backups',
      ruleIndex: 0,
      level: 'error',
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'clusters/sample.yaml' }, region: { startLine: 7 } } },
      ],
      relatedLocations: [
        { physicalLocation: { artifactLocation: { uri: 'dist/sample/apps/postgres/data/ObjectStore.backups.yaml' } } },
      ],
    },
    {
      ruleId: 'review/app-leaves',
      ruleIndex: 1,
      level: 'note',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'dist/sample/rack.json' } } }],
    },
  ]);
});
