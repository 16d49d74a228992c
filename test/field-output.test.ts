import type { Manifest } from '../lib/manifest/manifest';
import { talosFiles } from '../lib/talos/patches';
import { toYamlDocuments } from '../lib/talos/print';
import { upgradeSteps } from '../lib/talos/upgrade';
import { composeSample } from '../lib/testing/sample-rack';
import { type Edit, sound, three, one, nas, everythingElsewhere } from './fixtures/field-rack';

/** Rendered text of the objects of one kind and name. */
function rendered(edits: Edit[], kind: string, name: string): string {
  const found = composeSample(sound(...edits)).rendered.filter(
    ({ manifest }) => manifest.kind === kind && manifest.metadata.name === name,
  );
  return JSON.stringify(found.map(({ manifest }: { manifest: Manifest }) => manifest));
}

const bucketAt = (endpoint: string): Edit[] => [
  [['backups', 'offsite', 'endpoint'], endpoint],
  [['apps'], { postgres: 'on' }],
];
const gitAt = (url: string): Edit[] => [[['git', 'url'], url]];
const policies: [string, Edit[], [kind: string, name: string], RegExp, RegExp?][] = [
  [
    'a bucket by IPv4',
    bucketAt('http://10.20.30.5:9000'),
    ['CiliumNetworkPolicy', 'postgres'],
    /"toCIDR":\["10\.20\.30\.5\/32"\].*"9000"/,
    /matchName":"10/,
  ],
  [
    'a bucket by IPv6',
    bucketAt('http://[fd00:10:20::5]:9000'),
    ['CiliumNetworkPolicy', 'postgres'],
    /"toCIDR":\["fd00:10:20::5\/128"\].*"9000"/,
    /matchName":"\[?fd00/,
  ],
  [
    'a bucket by name and port',
    bucketAt('https://nas.example.net:8443'),
    ['CiliumNetworkPolicy', 'postgres'],
    /"matchName":"nas\.example\.net".*"8443"/,
  ],
  [
    'Git on a port of its own',
    gitAt('https://git.example.net:3000/casey/rack'),
    ['CiliumNetworkPolicy', 'source-controller'],
    /"3000"/,
  ],
  [
    'Git by SSH on a port of its own',
    gitAt('ssh://git@git.example.net:2222/casey/rack'),
    ['CiliumNetworkPolicy', 'source-controller'],
    /"2222"/,
  ],
  [
    'Git by address',
    gitAt('http://10.20.30.6:3000/casey/rack'.replace('http:', 'https:')),
    ['CiliumNetworkPolicy', 'source-controller'],
    /10\.20\.30\.6\/32.*"3000"/,
  ],
  [
    'a key for Git by SSH',
    gitAt('ssh://git@git.example.net/casey/rack'),
    ['FluxInstance', 'flux'],
    /"pullSecret":"[^"]+"/,
  ],
  ['a token for private Git', [[['git', 'private'], true]], ['FluxInstance', 'flux'], /"pullSecret":"[^"]+"/],
  ['none for public Git', [], ['FluxInstance', 'flux'], /FluxInstance/, /pullSecret/],
  [
    'the pods behind each probed route',
    [
      ...three,
      nas,
      [
        ['apps'],
        { 'blackbox-exporter': 'on', chat: { replicas: 2 }, grafana: 'on', 'open-webui': 'on', gateway: 'on' },
      ],
    ],
    ['CiliumNetworkPolicy', 'blackbox-exporter'],
    /^(?=.*name":"grafana)(?=.*name":"litellm)(?=.*name":"open-webui)/,
  ],
  [
    'the outside store for models',
    [...three, nas, [['apps'], { chat: { replicas: 2 } }]],
    ['CiliumNetworkPolicy', 'chat-0'],
    /"matchName":"nas\.example\.net".*"9000"/,
  ],
  [
    'publishers for models of a small rack',
    [...one, [['size'], 'small'], [['apps'], { chat: 'on' }]],
    ['CiliumNetworkPolicy', 'chat-0'],
    /"toEntities":\["world"\].*"443"/,
  ],
];

test.each(policies)('opens what is declared: %s', (_, edits, [kind, name], there, ...absent) => {
  const text = rendered(edits, kind, name);
  expect(text).toMatch(there);
  for (const each of absent.filter((one) => one instanceof RegExp)) expect(text).not.toMatch(each);
});

function talos(edits: Edit[], path: string): string {
  const file = talosFiles(sound(...edits)).find((each) => each.path === path);
  return toYamlDocuments(file?.content as never);
}

const anyCabled = /match: link\.type == 1 && link\.driver != "" && link\.link_state == true/;
const machines: [string, Edit[], string, RegExp, RegExp?][] = [
  ['two cabled ports give one address', one, 'nodes/m-01.yaml', /name: uplink%d/, anyCabled],
  [
    'a port by MAC',
    [...one, [['blades', 0, 'mac'], '02:00:00:00:00:01']],
    'nodes/m-01.yaml',
    /02:00:00:00:00:01/,
    anyCabled,
  ],
  [
    'a bond',
    [...one, [['hardware', 'mini', 'port'], { bond: { links: ['enp1s0', 'enp2s0'] } }]],
    'nodes/m-01.yaml',
    /kind: BondConfig/,
    anyCabled,
  ],
  [
    'everything but Talos on the second disk',
    everythingElsewhere,
    'nodes/b-04.yaml',
    /disk\.dev_path == "\/dev\/nvme0n1"/,
  ],
];

test.each(machines)('in the machine configuration: %s', (_, edits, path, there, ...absent) => {
  const text = talos(edits, path);
  expect(text).toMatch(there);
  for (const each of absent.filter((one) => one instanceof RegExp)) expect(text).not.toMatch(each);
});

const oneBeforeMany: Edit[] = [
  [['blades', 0, 'names'], 'b-01'],
  [['blades', 0, 'addresses'], '10.20.30.11'],
];
const fiveBeforeMany: Edit[] = [
  [['blades', 0, 'names'], 'b-01..05'],
  [['blades', 0, 'addresses'], '10.20.30.11-15'],
  [['blades', 1, 'names'], 'b-06..20'],
  [['blades', 1, 'addresses'], '10.20.30.16-30'],
];

test.each([
  ['a single machine', one, 0],
  ['three alike', three, 3],
  ['three before seventeen', [] as Edit[], 20],
  ['one before seventeen', oneBeforeMany, 18],
  ['five before fifteen', fiveBeforeMany, 20],
])('the upgrade of %s drains %s, %d times', (_, edits, drains) => {
  const steps = upgradeSteps({ rack: sound(...edits), vault: '~/x', wholeWhen: [] });
  const commands = steps.flatMap((step) => step.commands);
  expect(commands.filter((command) => command.startsWith('kubectl drain'))).toHaveLength(drains);
});
