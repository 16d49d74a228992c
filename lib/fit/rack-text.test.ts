import { appsStated, withField, withSize, withoutApp } from './rack-text';

const text = `name: attic # mine
apps: # what we want
  chat: { replicas: 6 } # fast
  grafana: on
  postgres: # the one that matters
    memory: 4Gi # was 2
    disk: 20Gi
  redis: on

# who may open secrets
recipients: []
`;
const lines = (after: string) => {
  const [old, now] = [text.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ];
};

test.each<[string, string, string[]]>([
  [
    'a field of a short block',
    withField(text, 'chat', 'replicas', 2),
    ['-   chat: { replicas: 6 } # fast', '+   chat: { replicas: 2 } # fast'],
  ],
  [
    'the last field of a short block',
    withField(text, 'chat', 'replicas', undefined),
    ['-   chat: { replicas: 6 } # fast', '+   chat: on # fast'],
  ],
  [
    'a field that an app has not yet',
    withField(text, 'chat', 'size', 'small'),
    ['-   chat: { replicas: 6 } # fast', '+   chat: { replicas: 6, size: small } # fast'],
  ],
  [
    'an app that is only on',
    withField(text, 'redis', 'memory', '192Mi'),
    ['-   redis: on', '+   redis: { memory: 192Mi }'],
  ],
  [
    'a field of a long block',
    withField(text, 'postgres', 'memory', '2Gi'),
    ['-     memory: 4Gi # was 2', '+     memory: 2Gi # was 2'],
  ],
  ['a field out of a long block', withField(text, 'postgres', 'memory', undefined), ['-     memory: 4Gi # was 2']],
  ['a field into a long block', withField(text, 'postgres', 'size', 'small'), ['+     size: small']],
  ['an app that is not named', withField(text, 'litellm', 'size', 'small'), []],
  ['an app that is to be named', withField(text, 'litellm', 'size', 'small', true), ['+   litellm: { size: small }']],
  ['an app out', withoutApp(text, 'grafana'), ['-   grafana: on']],
  [
    'an app with a long block out',
    withoutApp(text, 'postgres'),
    ['-   postgres: # the one that matters', '-     memory: 4Gi # was 2', '-     disk: 20Gi'],
  ],
  ['the size of the rack', withSize(text, 'small'), ['+ size: small']],
])('%s: no other line changes', (_, after, changed) => {
  expect(lines(after)).toEqual(changed);
});

test('apps in one line lose one', () => {
  expect(withoutApp('apps: { redis: on, postgres: { memory: 10Gi } }\n', 'redis')).toBe(
    'apps: { postgres: { memory: 10Gi } }\n',
  );
});

test('apps that are off are none', () => {
  expect([...appsStated('apps: { redis: on, chat: off, postgres: { memory: 10Gi } }\n')]).toEqual([
    ['redis', {}],
    ['postgres', { memory: '10Gi' }],
  ]);
});
