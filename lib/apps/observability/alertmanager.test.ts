import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { appBlocks } from '../../app-blocks';
import { loadRack } from '../../rack-file/load';
import { printProblems } from '../../rack-file/print-problems';
import { composeSample, loadSample, sampleApps, sampleFile } from '../../testing/sample-rack';

const sample = readFileSync(sampleFile, 'utf8');
const withBlock = (block: string) => `${sample}
apps:
  alertmanager: ${block}
`;

/** What a person reads, without the lines that show the place. */
function complaints(block: string): string {
  const text = withBlock(block);
  const { problems } = loadRack({ text, file: 'rack.yaml', apps: appBlocks(sampleApps) });
  const errors = problems.filter(({ level }) => level === 'error');
  return printProblems(errors, { text, outcome: '' })
    .split('\n')
    .filter((line) => !/│/.test(line) && line.trim() !== '' && !/^\d+ errors?\./.test(line))
    .map((line) => line.replace(/^rack\.yaml:\d+:\d+ /, '').trim())
    .join('\n');
}

test.each([
  [
    'a mail server without its port',
    '{ receivers: { email: { to: you@example.org, from: rack@example.org, server: smtp.example.org } } }',
    `"smtp.example.org" is not a mail server
write host and port, 587 where the server upgrades to TLS and 465 where it speaks nothing else, such as smtp.example.org:587 or "[fd00::25]:587"
did you mean smtp.example.org:587?`,
  ],
  [
    'a name where an address belongs',
    '{ receivers: { email: { to: you, from: rack@example.org, server: "smtp.example.org:587" } } }',
    `"you" is not a mail address
write name and domain, such as you@example.org`,
  ],
  [
    'hours through midnight',
    '{ day: 21:00-08:00 }',
    `"21:00-08:00" runs through midnight, but these are the hours in which you are awake
write two times of day, the earlier one first, such as 08:00-21:00`,
  ],
  [
    'hours without minutes',
    '{ day: 8-21 }',
    `"8-21" is not a span of hours
write two times of day, the earlier one first, such as 08:00-21:00
did you mean 08:00-21:00?`,
  ],
  [
    'a city that is in no zone',
    '{ timezone: Europe/Entenhausen }',
    `"Europe/Entenhausen" is not a time zone
write UTC, or a continent and a city as the IANA database names them, such as Europe/Berlin`,
  ],
  [
    'a zone in small letters',
    '{ timezone: europe/berlin }',
    `"europe/berlin" is not a time zone
write UTC, or a continent and a city as the IANA database names them, such as Europe/Berlin
did you mean Europe/Berlin?`,
  ],
  [
    'a receiver that is misspelt',
    '{ receivers: { nfty: {} } }',
    `unknown key "nfty" under apps.alertmanager.receivers
did you mean ntfy?`,
  ],
  [
    'a secret where none belongs',
    '{ receivers: { webhook: { server: https://me:secret@hooks.example.org } } }',
    `"https://**:******@hooks.example.org" is not a web address
write an address that begins with https:// or http:// and carries no user name or password
did you mean https://hooks.example.org?`,
  ],
])('refuses %s', (_, block, message) => {
  expect(complaints(block)).toBe(message);
});

const everybody = `
    receivers:
      email: { to: you@example.org, from: rack@example.org, server: "smtp.example.org:465" }
      ntfy: {}
      pushover: { tells: critical }
      telegram: { chat: -100123 }
      slack: { channel: "#rack" }
      webhook: { server: http://192.168.1.5:8080 }
    heartbeat: { server: https://hc-ping.com }
    timezone: Europe/Berlin`;

function made(block: string) {
  const { rendered: objects, secrets } = composeSample(loadSample(withBlock(block)));
  const own = objects.filter(({ app }) => app === 'alertmanager').map(({ manifest }) => manifest);
  const { data } = own.find(({ kind }) => kind === 'ConfigMap') as unknown as { data: Record<string, string> };
  return { own, secrets, text: data['alertmanager.yaml']!, config: parse(data['alertmanager.yaml']!) as Config };
}

interface Config {
  route: { receiver: string; routes: { matchers: string[]; receiver: string; active_time_intervals?: string[] }[] };
  receivers: ({ name: string } & Record<string, unknown>)[];
}

test('without receivers every alert ends nowhere, and no Secret is asked for', () => {
  const { config, own, secrets } = made('{}');
  expect(config.receivers).toEqual([{ name: 'nobody' }]);
  expect(new Set(config.route.routes.map(({ receiver }) => receiver))).toEqual(new Set(['nobody']));
  expect(secrets.filter(({ app }) => app === 'alertmanager')).toEqual([]);
  expect(JSON.stringify(own)).not.toContain('/run/secrets');
});

test('what is critical is told at any hour, warnings by day, and a heartbeat goes out all the time', () => {
  const { routes } = made(everybody).config.route;
  expect(routes.map(({ receiver, active_time_intervals }) => [receiver, active_time_intervals])).toEqual([
    ['heartbeat', undefined],
    ['critical', undefined],
    ['warning', ['day']],
  ]);
});

test('a receiver of critical alerts alone is none of warnings', () => {
  const { receivers } = made(everybody).config;
  const kinds = (name: string) => Object.keys(receivers.find((each) => each.name === name)!).sort();
  expect(kinds('critical')).toContain('pushover_configs');
  expect(kinds('warning')).toEqual(kinds('critical').filter((kind) => kind !== 'pushover_configs'));
});

test('each key that a file is read from is asked for, and no other', () => {
  const { text, secrets } = made(everybody);
  const read = [...text.matchAll(/_file: \/run\/secrets\/alertmanager-receivers\/(\S+)/g)].map(([, key]) => key);
  const [declared] = secrets.filter(({ app }) => app === 'alertmanager');
  expect([...new Set(read)].sort()).toEqual(Object.keys(declared!.keys).sort());
  expect(Object.values(declared!.keys).map(({ make }) => make)).toEqual(Object.keys(declared!.keys).map(() => 'ask'));
});

test('pods may reach the hosts of their receivers, by name or by address', () => {
  const policies = JSON.stringify(made(everybody).own.filter(({ kind }) => kind === 'CiliumNetworkPolicy'));
  for (const host of ['smtp.example.org', 'ntfy.sh', 'api.pushover.net', 'api.telegram.org', 'hooks.slack.com'])
    expect(policies).toContain(host);
  expect(policies).toContain('192.168.1.5/32');
  expect(policies).toContain('hc-ping.com');
});

test('nobody of the office network reaches it, since it has no login', () => {
  const { own } = made('{}');
  expect(own.map(({ kind }) => kind)).not.toContain('HTTPRoute');
});
