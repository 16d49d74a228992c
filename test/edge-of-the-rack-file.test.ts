import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appBlocks } from '../lib/app-blocks';
import * as cluster from '../lib/cluster';
import { loadRack } from '../lib/rack-file/load';

/** A sound rack file with one line rewritten: what nobody can run is refused where it is written, in words. */
const file = join(__dirname, 'fixtures', 'racks', 'reference.yaml');
const sound = readFileSync(file, 'utf8');
const blocks = appBlocks(Object.values(cluster));

function faultsOf(line: RegExp, text: string): string[] {
  expect(sound).toMatch(line);
  const { problems } = loadRack({ text: sound.replace(line, () => text), file: 'rack.yaml', apps: blocks });
  return problems.filter(({ level }) => level === 'error').map(({ title, line: at }) => `${at > 0}: ${title}`);
}

const app = (name: string, block: string): [RegExp, string] => [
  new RegExp(`^  ${name}: .*$`, 'm'),
  `  ${name}: ${block}`,
];
const beside = (text: string): [RegExp, string] => [/^ {2}domain: .*$/m, `  domain: rack.home.arpa\n  ${text}`];

test('the file is sound before', () => {
  expect(faultsOf(/^name: .*$/m, /^name: .*$/m.exec(sound)![0])).toEqual([]);
});

describe('sizes have floors', () => {
  test.each([
    ['redis', '{ memory: 8Mi }', 'at least 64Mi'],
    ['redis', '{ disk: 1Mi }', 'at least 256Mi'],
    ['postgres', '{ memory: 16Mi }', 'at least 256Mi'],
    ['postgres', '{ walDisk: 16Mi }', 'at least 1Gi'],
    ['prometheus', '{ memory: 16Mi }', 'at least 256Mi'],
    ['prometheus', '{ disk: 1Mi }', 'at least 1Gi'],
    ['grafana', '{ memory: 16Mi }', 'at least 384Mi'],
    ['litellm', '{ memory: 512Mi }', 'at least 768Mi'],
    ['open-webui', '{ memory: 16Mi }', 'at least 1Gi'],
    ['tempo', '{ memory: 8Mi }', 'at least 256Mi'],
    ['otel-collector', '{ memory: 8Mi }', 'at least 128Mi'],
    ['minio', '{ memory: 8Mi }', 'at least 512Mi'],
    ['minio', '{ disk: 1Mi }', 'at least 1Gi'],
    ['embeddings', '{ memory: 16Mi }', 'at least 384Mi'],
    ['chat', '{ memory: 64Mi }', 'does not hold qwen3-0.6b'],
    ['chat', '{ model: qwen2.5-1.5b }', 'does not hold qwen2.5-1.5b'],
    ['chat', '{ context: 32768 }', 'does not hold qwen3-0.6b'],
    ['chat-large', '{ memory: 1Gi }', 'does not hold qwen2.5-1.5b'],
  ])('%s: %s', (name, block, said) => {
    expect(faultsOf(...app(name, block))).toEqual([expect.stringContaining(said)]);
  });
});

describe('times are not rounded, and names of others not taken', () => {
  test.each([
    ['postgres', '{ keepBackups: 36h }', 'whole days'],
    ['postgres', '{ keepBackups: 90m }', 'whole days'],
    ['minio', '{ keepDeleted: 36h }', 'whole days'],
    ['volume-backups', '{ keep: 36h }', 'whole days'],
    ['tempo', '{ keep: 90m }', 'whole hours'],
    ['prometheus', '{ keep: 10m }', 'at least 1d'],
    ['prometheus', '{ interval: 7d }', 'at most 2m'],
    ['minio', '{ buckets: { tempo: {} } }', 'belongs to an app'],
    ['minio', '{ buckets: { root: {} } }', 'belongs to an app'],
    ['postgres', '{ databases: { template0: {} } }', 'template0'],
  ])('%s: %s', (name, block, said) => {
    expect(faultsOf(...app(name, block))).toEqual([expect.stringContaining(said)]);
  });
});

describe('networks that nobody can use', () => {
  test.each([
    ['pods: 224.0.0.0/8', 'multicast'],
    ['services: 127.0.0.0/8', 'loopback'],
    ['services: 169.254.0.0/16', 'link-local'],
    ['services: 10.96.0.0/30', 'room for 4 Services'],
    ['dns: [127.0.0.1]', 'loopback'],
    ['dns: [0.0.0.0]', 'no network'],
    ['dns: [169.254.1.1]', 'link-local'],
    ['time: [255.255.255.255]', 'reserved'],
    ['time: [localhost]', 'the machine itself'],
  ])('%s', (text, said) => {
    expect(faultsOf(...beside(text))).toEqual([expect.stringContaining(said)]);
  });

  test('a pool with the broadcast address in it', () => {
    expect(faultsOf(/loadBalancers: \S+/, 'loadBalancers: 192.168.1.240-255')).toEqual([
      expect.stringContaining('holds the broadcast address of 192.168.1.0/24'),
    ]);
  });
});

describe('what reaches addresses and scripts is a word', () => {
  test.each([
    ['region: "us east"', 'no name of a region'],
    ['region: "$(x)"', 'no name of a region'],
  ])('%s', (text, said) => {
    expect(faultsOf(/offsite: \{/, `offsite: { ${text},`)).toEqual([expect.stringContaining(said)]);
  });

  test.each([
    ['https://localhost/x', 'points at localhost'],
    ['https://127.0.0.1/x', 'points at 127.0.0.1'],
    ['https://git.sample-rack.net/r?token=abc', 'has more than an address'],
  ])('git.url %s, without repeating what follows it', (url, said) => {
    const faults = faultsOf(/url: \S+,/, `url: "${url}",`);
    expect(faults).toEqual([expect.stringContaining(said)]);
    expect(faults.join()).not.toContain('abc');
  });

  test.each(['ma in', 'main;rm', '-x', 'a..b', 'main.lock', 'a//b', '@{', 'x~1'])('branch %s', (branch) => {
    expect(faultsOf(/branch: main/, `branch: "${branch}"`)).toHaveLength(1);
  });

  test.each(['default', 'kube-system', 'localhost'])('name %s', (name) => {
    expect(faultsOf(/^name: .*$/m, `name: ${name}`)).toContainEqual(
      expect.stringContaining('the name of something else'),
    );
  });
});

describe('what is not of this world', () => {
  test.each([
    ['noise: 300dB', 'no noise of a room'],
    ['noise: 0dB', 'no noise of a room'],
    ['temperature: -80C--70C', 'no air that blades are made for'],
  ])('%s', (text, said) => {
    expect(faultsOf(/^room: .*$/m, `room: { ${text} }`)).toContainEqual(expect.stringContaining(said));
  });

  test('a part of a disk to install on', () => {
    expect(faultsOf(/arch: arm64,/, 'arch: arm64, installDisk: /dev/nvme0n1p1,')).toEqual([
      expect.stringContaining('/dev/nvme0n1p1 is a part of a disk'),
    ]);
  });
});
