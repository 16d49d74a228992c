import { parse, stringify } from 'yaml';
import { appBlocks } from '../lib/app-blocks';
import * as cluster from '../lib/cluster';
import type { Manifest } from '../lib/manifest/manifest';
import { compareRacks } from '../lib/rack-file/compare-racks';
import { loadRack } from '../lib/rack-file/load';
import type { RackSpec } from '../lib/rack-file/rack';
import { talosFiles } from '../lib/talos/patches';
import { toYamlDocuments } from '../lib/talos/print';
import { upgradeSteps } from '../lib/talos/upgrade';
import { composeSample } from '../lib/testing/sample-rack';

/**
 * What happened to people who do this job, one row for each member of a class: the inputs are theirs in other words and
 * values. What is about placement stands in lib/placement/field-cases.test.ts, what grows in the cluster bench.
 */
type Edit = [path: (string | number)[], value: unknown];

const cm4 = { arch: 'arm64', cores: 4, memory: '8GB', disk: '1TB', watts: '3W-12W' };
const mini = { arch: 'amd64', cores: 12, memory: '64GB', disk: '1TB' };
const base = {
  name: 'field',
  talos: '1.14.2',
  kubernetes: '1.36.4',
  git: { url: 'https://git.example.net/casey/rack' },
  network: {
    nodes: '10.20.30.0/24',
    gateway: '10.20.30.1',
    controlPlane: '10.20.30.10',
    loadBalancers: '10.20.30.200-219',
    domain: 'rack.home.arpa',
  },
  hardware: { cm4 } as Record<string, object>,
  blades: [
    { names: 'b-01..03', addresses: '10.20.30.11-13', hardware: 'cm4', role: 'control-plane' },
    { names: 'b-04..20', addresses: '10.20.30.14-30', hardware: 'cm4' },
  ] as object[],
  backups: { offsite: { endpoint: 'https://s3.example.org', bucket: 'homelab' } },
  apps: {} as Record<string, unknown>,
};
const blocks = appBlocks(Object.values(cluster));

function textOf(edits: readonly Edit[]): string {
  const rack: unknown = parse(stringify(base));
  for (const [path, value] of edits) {
    let parent = rack as Record<string | number, unknown>;
    for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
    parent[path.at(-1) as string] = value;
  }
  return stringify(rack);
}

function load(...edits: Edit[]) {
  const text = textOf(edits);
  return { text, ...loadRack({ text, file: 'clusters/field.yaml', apps: blocks }) };
}

function sound(...edits: Edit[]): RackSpec {
  const { rack, problems } = load(...edits);
  if (!rack) throw new Error(JSON.stringify(problems, null, 2));
  return rack;
}

const said = (...edits: Edit[]): string[] => load(...edits).problems.map(({ level, title }) => `${level}: ${title}`);

const three: Edit[] = [
  [['hardware'], { mini }],
  [['blades'], [{ names: 'm-01..03', addresses: '10.20.30.11-13', hardware: 'mini', role: 'control-plane' }]],
];
const one: Edit[] = [
  [['hardware'], { mini }],
  [['blades'], [{ names: 'm-01', addresses: '10.20.30.10', hardware: 'mini', role: 'control-plane' }]],
];
const board = (more: object): Edit => [['hardware', 'cm4'], { ...cm4, ...more }];

const refused: [string, Edit[], RegExp][] = [
  ['a module of eight cores that is no Pi 4', [board({ cores: 8, memory: '16GB' })], /error.*board|error.*arm64/],
  ['a compute module 5 by its memory', [board({ memory: '16GB' })], /error/],
  ['a board of another architecture', [board({ board: 'turing-rk1', arch: 'amd64' })], /error.*turing-rk1/],
  ['a domain that is home.arpa', [[['network', 'domain'], 'home.arpa']], /error.*home\.arpa/],
  ['a domain of one label', [[['network', 'domain'], 'lan']], /error.*lan/],
  ['a domain that is a public suffix', [[['network', 'domain'], 'co.uk']], /error.*co\.uk/],
  ['a database restored into itself', [[['apps', 'postgres'], { restore: { from: 'postgres' } }]], /error.*restore/],
  [
    'another name restored into itself',
    [[['apps', 'postgres'], { name: 'pg-2', restore: { from: 'pg-2' } }]],
    /error.*restore/,
  ],
  ['a backup into the own pool', [[['backups', 'offsite', 'endpoint'], 'https://10.20.30.210:9000']], /error.*backups/],
  ['two instances of PostgreSQL', [[['apps', 'postgres'], { instances: 2 }]], /error/],
  ['MinIO switched off under who needs it', [[['apps'], { 'open-webui': 'on', minio: 'off' }]], /error.*minio is off/],
  ['Redis switched off under two gateways', [[['apps'], { litellm: 'on', redis: 'off' }]], /error.*redis is off/],
];

test.each(refused)('is refused: %s', (_, edits, message) => {
  expect(said(...edits).filter((each) => message.test(each))).not.toEqual([]);
});

const warned: [string, Edit[], RegExp][] = [
  ['DNS in the pool', [[['network', 'dns'], ['10.20.30.205']]], /network\.dns points into the rack/],
  ['DNS in the Services', [[['network', 'dns'], ['10.96.0.10']]], /network\.dns points into the rack/],
  ['DNS on a blade', [[['network', 'dns'], ['10.20.30.14']]], /network\.dns points into the rack/],
  [
    'a heartbeat under the own domain',
    [[['apps', 'alertmanager'], { heartbeat: { server: 'https://hc.rack.home.arpa' } }]],
    /alertmanager\.heartbeat.*points into the rack/,
  ],
  [
    'a receiver at the own Gateway',
    [[['apps', 'alertmanager'], { receivers: { ntfy: { server: 'https://10.20.30.200' } } }]],
    /alertmanager\.receivers.*points into the rack/,
  ],
  ['Git on the rack itself', [[['git', 'url'], 'https://git.rack.home.arpa/casey/rack']], /git\.url points into/],
  ['a mirror on the rack itself', [[['mirrors'], { 'docker.io': 'http://10.20.30.201:5000' }]], /mirror.*points into/],
  [
    'an object store “outside” on a blade',
    [[['objects'], { endpoint: 'http://10.20.30.15:9000' }]],
    /objects\.endpoint/,
  ],
];

test.each(warned)('is warned of: %s', (_, edits, message) => {
  const problems = said(...edits);
  expect(problems.filter((each) => /^warning/.test(each) && message.test(each))).not.toEqual([]);
  expect(problems.filter((each) => /^error/.test(each))).toEqual([]);
});

const nas: Edit = [['objects'], { endpoint: 'https://nas.example.net:9000' }];
const accepted: [string, Edit[]][] = [
  [
    'a card for Talos and an NVMe for the rest',
    [board({ disk: '32GB', installDisk: '/dev/mmcblk0', data: { disk: '1TB', device: '/dev/nvme0n1' } })],
  ],
  [
    'eMMC and a disk by its serial number',
    [
      board({
        board: 'turing-rk1',
        cores: 8,
        memory: '16GB',
        disk: '32GB',
        installDisk: '/dev/mmcblk0',
        data: { disk: '1TB', device: '/dev/disk/by-id/nvme-X_1' },
      }),
    ],
  ],
  [
    'a control plane that works beside a worker',
    [
      [['blades', 0, 'schedulable'], true],
      [['blades', 1, 'names'], 'b-04'],
      [['blades', 1, 'addresses'], '10.20.30.14'],
    ],
  ],
  ['a control plane that works beside many', [[['blades', 0, 'schedulable'], true]]],
  [
    'three nodes and a NAS',
    [...three, nas, [['apps'], { chat: { replicas: 2 }, 'open-webui': 'on', tempo: 'on', minio: 'off' }]],
  ],
  [
    'three nodes and a bucket by address',
    [
      ...three,
      [['objects'], { endpoint: 'http://10.20.30.5:9000' }],
      [['apps'], { chat: { replicas: 2 }, 'open-webui': 'on' }],
    ],
  ],
  ['two nodes’ worth of one', [...one, [['size'], 'small'], [['apps'], { 'open-webui': 'on', postgres: 'on' }]]],
  ['one app small in a large rack', [[['apps'], { litellm: { size: 'small' }, redis: 'off' }]]],
  [
    'pods and Services of two families',
    [
      [
        ['network', 'pods'],
        ['10.42.0.0/16', 'fd00:10:42::/56'],
      ],
      [
        ['network', 'services'],
        ['10.43.0.0/16', 'fd00:10:43::/112'],
      ],
    ],
  ],
  [
    'time and DNS by IPv6',
    [
      [['network', 'dns'], ['fd00::53']],
      [
        ['network', 'time'],
        ['fd00::7b', 'ntp.example.org'],
      ],
    ],
  ],
];

test.each(accepted)('is accepted: %s', (_, edits) => {
  expect(said(...edits).filter((each) => /^error/.test(each))).toEqual([]);
});

const second = (...edits: Edit[]) => ({ file: 'clusters/second.yaml', text: textOf(edits), rack: sound(...edits) });
const first = { file: 'clusters/field.yaml', text: textOf([]), rack: sound() };
const elsewhere: Edit[] = [
  [['name'], 'second'],
  [['network', 'domain'], 'two.home.arpa'],
  [['network', 'gateway'], '10.20.30.2'],
];
const compared: [string, Edit[], RegExp | undefined][] = [
  ['one name', elsewhere.slice(1), /two rack files are named field/],
  ['one bucket', elsewhere, /two racks back up to bucket homelab/],
  [
    'one bucket with the port written out',
    [...elsewhere, [['backups', 'offsite', 'endpoint'], 'https://s3.example.org:443/']],
    /bucket homelab/,
  ],
  ['buckets of their own', [...elsewhere, [['backups', 'offsite', 'bucket'], 'second']], undefined],
  ['one domain', [elsewhere[0]!, elsewhere[2]!], /two racks answer for rack\.home\.arpa/],
];

test.each(compared)('of two racks: %s', (_, edits, message) => {
  const titles = compareRacks([first, second(...edits)]).map(({ title }) => title);
  expect(titles.filter((title) => message?.test(title) ?? true).length > 0).toBe(message !== undefined);
});

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
  ['everything but Talos on the second disk', accepted[0]![1], 'nodes/b-04.yaml', /disk\.dev_path == "\/dev\/nvme0n1"/],
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
