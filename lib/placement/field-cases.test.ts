import { rackView } from '../checks/rack-view';
import { composeSample, loadSample } from '../testing/sample-rack';
import { placementRules } from './rules';

const head = `name: homelab
talos: 1.14.2
kubernetes: 1.36.4
git: { url: https://git.example.org/you/homelab }
network:
  nodes: 192.168.1.0/24
  gateway: 192.168.1.1
  controlPlane: 192.168.1.10
  loadBalancers: 192.168.1.200-219
  domain: rack.home.arpa
backups: { offsite: { endpoint: https://s3.example.org, bucket: homelab } }
`;

const board = (name: string, memory: string, disk: string) =>
  `  ${name}: { arch: arm64, board: generic, cores: 4, memory: ${memory}, disk: ${disk} }\n`;

/** Three boards before seventeen: `blades-01` to `blades-17`, each of a class of hardware. */
function rack(control: string, workers: string, apps = ''): string {
  return `${head}hardware:
${control}${workers}blades:
  - { names: c-01..03, addresses: 192.168.1.11-13, hardware: control, role: control-plane }
  - { names: b-01..17, addresses: 192.168.1.21-37, hardware: worker }
${apps}`;
}

const ordinary = rack(board('control', '8GB', '1TB'), board('worker', '8GB', '1TB'));
const withDisks = (large: number, small: string) => `${head}hardware:
${board('large', '16GB', '4TB')}${board('small', '16GB', small)}blades:
  - { names: c-01, addresses: 192.168.1.10, hardware: small, role: control-plane }
  - { names: l-01..0${large}, addresses: 192.168.1.21-2${large}, hardware: large }
  - { names: s-01..12, addresses: 192.168.1.31-42, hardware: small }
`;

/** What stands against a rack for want of room, of level error: of its file, and of what is rendered from it. */
function refusals(text: string): string[] {
  try {
    const view = rackView(composeSample(loadSample(text)));
    return placementRules
      .filter(({ level }) => level === 'error')
      .flatMap((rule) => rule.check(view).map(({ object, message }) => `${object}: ${message}`));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

const refused: [string, string, RegExp][] = [
  ['four volumes of 200Gi where two disks can hold one', withDisks(2, '128GB'), /minio wants 4 volumes/],
  ['four volumes where three disks can hold one', withDisks(3, '150GB'), /minio wants 4 volumes/],
  [
    'three databases of 2Ti where two disks can hold one',
    `${withDisks(2, '1TB')}apps: { postgres: { disk: 2Ti }, minio: { disk: 20Gi } }\n`,
    /postgres/,
  ],
  [
    'a database larger than every blade',
    `${ordinary}apps: { postgres: { memory: 10Gi } }\n`,
    /postgres: 1\d+Mi of memory/,
  ],
  ['a store of metrics larger than every blade', `${ordinary}apps: { prometheus: { memory: 12Gi } }\n`, /prometheus/],
  ['a cache larger than every blade', `${ordinary}apps: { redis: { memory: 9Gi } }\n`, /redis/],
  [
    'workers that are too small for what they are given',
    rack(board('control', '8GB', '1TB'), board('worker', '2GB', '1TB')),
    /memory/,
  ],
];

test.each(refused)('%s is refused', (_name, text, said) => {
  expect(refusals(text).join('\n')).toMatch(said);
});

const accepted: [string, string][] = [
  ['a rack of blades alike', ordinary],
  [
    'a control plane of 4 GB, whose taint the daemons of storage do not tolerate',
    rack(board('control', '4GB', '256GB'), board('worker', '8GB', '1TB')),
  ],
  [
    'a control plane of 4 GB before workers of 16 GB',
    rack(board('control', '4GB', '64GB'), board('worker', '16GB', '2TB')),
  ],
  [
    'a control plane of 4 GB whose workers all carry replicas',
    rack(
      board('control', '4GB', '256GB'),
      board('worker', '8GB', '1TB'),
      `apps: { longhorn: { blades: [${Array.from({ length: 17 }, (_, index) => `b-${String(index + 1).padStart(2, '0')}`).join(', ')}] } }\n`,
    ),
  ],
  ['four volumes where four disks can hold one', withDisks(4, '150GB')],
];

test.each(accepted)('%s is accepted', (_name, text) => {
  expect(refusals(text)).toEqual([]);
});
