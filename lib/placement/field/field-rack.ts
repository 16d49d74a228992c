import type { Edit } from '../../checks/testing/edits';

/** A change of one field of the rack file below; `undefined` takes it out. */
export type Change = readonly [path: string, value: unknown];

/** A change of the rack file, or of what was rendered from it; the rule that must refuse it, and what it says. */
export type BrokenRack = readonly [
  name: string,
  rule: string,
  says: RegExp,
  changes: readonly Change[],
  rendered?: Edit,
];

export type Machine = Readonly<Record<string, string | number | object>>;

/** Of one shape for every row: the numbers are what a row is about. */
export const board = (memory: string, disk: string, more: Machine = {}): Machine => ({
  arch: 'arm64',
  board: 'generic',
  cores: 4,
  memory,
  disk,
  ...more,
});

/** Three control planes before seventeen workers of 8 GB, with a database, an object store and a cache. */
export const fieldRack = {
  name: 'field',
  talos: '1.14.2',
  kubernetes: '1.36.4',
  git: { url: 'https://git.example.net/casey/rack' },
  network: {
    nodes: '10.20.30.0/24',
    gateway: '10.20.30.1',
    controlPlane: '10.20.30.9',
    loadBalancers: '10.20.30.200-219',
    domain: 'rack.home.arpa',
  },
  hardware: { control: board('8GB', '1TB'), worker: board('8GB', '1TB') },
  blades: [
    { names: 'c-01..03', addresses: '10.20.30.11-13', hardware: 'control', role: 'control-plane' },
    { names: 'b-01..17', addresses: '10.20.30.21-37', hardware: 'worker' },
  ],
  backups: { offsite: { endpoint: 'https://s3.example.org', bucket: 'homelab' } },
  apps: { postgres: 'on', minio: 'on', redis: 'on' },
};

/** So many workers instead of seventeen. */
export const workers = (count: number): Change => [
  'blades[1]',
  { names: `b-01..${two(count)}`, addresses: `10.20.30.21-${20 + count}`, hardware: 'worker' },
];

/** Another kind of worker, by the name of `unlike`. */
export const small = (memory: string, disk: string): Change => ['hardware.small', board(memory, disk)];

/** Workers of two kinds, `large` and `small`. */
export const unlike = (large: number, small: number): Change[] => [
  ['blades[1]', { names: `l-01..${two(large)}`, addresses: `10.20.30.21-${20 + large}`, hardware: 'worker' }],
  ['blades[2]', { names: `s-01..${two(small)}`, addresses: `10.20.30.41-${40 + small}`, hardware: 'small' }],
];

/** Every blade on a port of one switch. */
export const fed = (watts: string, on: object): Change[] => [
  ['hardware.control.watts', watts],
  ['hardware.worker.watts', watts],
  ['switches', { poe: { ports: 24, perPort: '25W', total: '400W', ...on } }],
  ['blades[0].ports', 'poe/1-3'],
  ['blades[1].ports', 'poe/4-20'],
];

const two = (count: number) => String(count).padStart(2, '0');
