import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { imageReference, parseImageLock } from '../kit/images';
import { cachedRegistries, dutyImages, helperDuties } from '../rack-file/helper-machines';
import { appBlocks } from '../app-blocks';
import * as apps from '../cluster';
import { loadRack } from '../rack-file/load';
import { helperFiles } from './compose-file';
import { snapshotScript } from './etcd-snapshots';

const images = parseImageLock(readFileSync(join(process.cwd(), 'images.lock.yaml'), 'utf8'));
const file = 'test/fixtures/racks/reference.yaml';
const text = readFileSync(join(process.cwd(), file), 'utf8');
const rack = loadRack({ text, file, apps: appBlocks(Object.values(apps)) }).rack!;
const recipients = ['age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg'];
const helpers = [{ name: 'nuc', address: '192.168.1.5', does: [...helperDuties] }];
const of = (changes: object) => helperFiles({ ...rack, helpers, recipients, ...changes }, images);

interface Service {
  image?: string;
  build?: { dockerfile_inline: string };
  restart: string;
  read_only: boolean;
  cap_drop: string[];
  cap_add?: string[];
  security_opt: string[];
  mem_limit: string;
  healthcheck: { test: string[] };
  ports?: string[];
  volumes?: string[];
  privileged?: boolean;
  network_mode?: string;
}
interface Compose {
  name: string;
  services: Record<string, Service>;
  volumes: Record<string, object>;
  secrets: Record<string, { file: string }>;
}
const read = (changes: object = {}) => parse(of(changes)[0]!.text) as Compose;
const services = Object.entries(read().services);

test('one file for each helper, in a folder of its name', () => {
  const second = { name: 'jumpbox', address: '192.168.1.6', does: ['clock'] };
  expect(of({ helpers: [...helpers, second] }).map(({ path }) => path)).toEqual([
    'helpers/nuc/compose.yaml',
    'helpers/jumpbox/compose.yaml',
  ]);
});

test('a helper runs what it does, and nothing else', () => {
  const clock = read({ helpers: [{ ...helpers[0], does: ['clock'] }] });
  expect(Object.keys(clock.services)).toEqual(['clock']);
  expect(clock.secrets).toBeUndefined();
});

describe.each(services)('%s', (_, service) => {
  test('runs images of the lock, with the digest where it has one', () => {
    const from = [...(service.build?.dockerfile_inline ?? '').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    const used = service.image === undefined ? from : [service.image];
    const locked = new Set(
      Object.values(dutyImages)
        .flat()
        .map((name) => imageReference(images, name)),
    );
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((image) => !locked.has(image!))).toEqual([]);
  });

  test('comes back, says whether it is well, and has an end to its memory', () => {
    expect(service.restart).toBe('unless-stopped');
    expect(service.healthcheck.test[0]).toMatch(/^CMD/);
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
  });

  test('has no privilege but those it names', () => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(service.cap_add ?? []).toEqual(
      service.build?.dockerfile_inline.includes('talosctl') ? ['DAC_OVERRIDE'] : [],
    );
    expect([service.privileged, service.network_mode]).toEqual([undefined, undefined]);
  });

  test('is published on the address of the helper alone', () => {
    expect((service.ports ?? []).filter((port) => !port.startsWith('192.168.1.5:'))).toEqual([]);
  });
});

test('no two services share a port, and every volume is declared and used once', () => {
  const ports = services.flatMap(([, { ports: each = [] }]) => each.map((port) => port.split(':')[1]));
  expect(new Set(ports).size).toBe(ports.length);
  const mounted = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]));
  expect(mounted.sort()).toEqual(Object.keys(read().volumes).sort());
});

test('a cache for every registry that images of the lock come from', () => {
  // Blades never ask the web servers of charts.
  const pulled = Object.values(images).filter(({ chart }) => !chart?.startsWith('https://'));
  const registries = new Set(pulled.map(({ image }) => image.split('/')[0]));
  registries.delete('registry.example.org'); // where own images would lie
  expect([...registries].filter((each) => !cachedRegistries.some(({ registry }) => registry === each))).toEqual([]);
});

test('nothing is snapshot that nobody could open', () => {
  expect(Object.keys(read({ recipients: [] }).services)).not.toContain('etcd-snapshots');
});

test('the shell gets its own variables, and Compose only those of .env', () => {
  const text = of({})[0]!.text;
  const ours = [...text.matchAll(/(?<!\$)\$(?:\$\$)*(?!\$)(\{?\w+)/g)].map(([, name]) => name);
  expect(ours.sort()).toEqual(['{DOCUMENTS_ACCESS_KEY_ID', '{DOCUMENTS_SECRET_ACCESS_KEY']);
});

test('snapshots are asked of control-plane machines, each at its own address', () => {
  const script = snapshotScript({ ...rack, recipients });
  expect(script).toContain('for node in 192.168.1.11 192.168.1.12 192.168.1.13; do');
  expect(script).not.toContain(rack.network.controlPlane + ' ');
});
