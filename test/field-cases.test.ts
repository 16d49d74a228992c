import { compareRacks } from '../lib/rack-file/compare-racks';
import { type Edit, textOf, sound, said, one, board, three, nas, everythingElsewhere } from './fixtures/field-rack';

/**
 * What happened to people who do this job, one row for each member of a class: the inputs are theirs in other words and
 * values. What is about placement stands in lib/placement/field-cases.test.ts, what grows in the cluster bench.
 */

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

const accepted: [string, Edit[]][] = [
  ['a card for Talos and an NVMe for the rest', everythingElsewhere],
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
