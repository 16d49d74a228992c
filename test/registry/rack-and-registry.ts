import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type RackFetched, imagesOf } from '../../cli/images/fetched';
import type { ImagesWorld } from '../../cli/images/world';
import { RegistryClient, digestOf } from '../../cli/registry/registry-client';
import { isOnWebServer } from '../../cli/registry/web-chart';
import { mediaTypes } from '../../lib/images/media-types';
import { repositoryPlace } from '../../lib/images/place';
import { buildRack, writeRack } from '../../lib/synth';
import { referenceFile } from '../../lib/testing/reference-rack';
import { writeTar } from '../../thermal-daemon/image/tar';
import type { InProcessRegistry, TestRegistry } from './in-process-registry';
import { type Pusher, json, pushBytes, pushImage } from './test-images';

/** A repository with one rack in a folder of its own, its lock empty. */
export function rackRepository(example: string): {
  root: string;
  cwd: string;
  remove(): void;
  read(file: string): string;
} {
  const root = mkdtempSync(join(tmpdir(), 'rackwright-images-test-'));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  cpSync(`clusters/examples/${example}.yaml`, join(root, 'clusters', `${example}.yaml`), { recursive: true });
  write('images.lock.yaml', '# What this rack overrides.\n{}\n');
  return {
    root,
    cwd: root,
    remove: () => rmSync(root, { recursive: true, force: true }),
    read: (file) => readFileSync(join(root, file), 'utf8'),
  };
}

/** The frozen reference rack with its Secrets and its tree, committed. */
export function wholeRepository(): ReturnType<typeof rackRepository> & { git(...words: string[]): string } {
  const root = mkdtempSync(join(tmpdir(), 'rackwright-images-test-'));
  cpSync(referenceFile, join(root, 'clusters/homelab.yaml'), { recursive: true });
  cpSync('test/fixtures/secrets/homelab', join(root, 'secrets/homelab'), { recursive: true });
  writeFileSync(join(root, 'images.lock.yaml'), '{}\n');
  writeRack(root, buildRack({ root, file: 'clusters/homelab.yaml' }));
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], {
      cwd: root,
      encoding: 'utf8',
    });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'as it was');
  return {
    root,
    cwd: root,
    git,
    remove: () => rmSync(root, { recursive: true, force: true }),
    read: (file) => readFileSync(join(root, file), 'utf8'),
  };
}

/** All upstream registries and web servers at one address: `quay.io/a/b` is `quay.io/a/b` there. */
export function upstream({ address }: TestRegistry): RegistryClient {
  return new RegistryClient({ credentials: () => undefined, ...insideOf(address) });
}

export function insideOf(address: string): Pick<ConstructorParameters<typeof RegistryClient>[0], 'placeOf' | 'urlOf'> {
  return {
    placeOf: (name) => {
      const { registry, repository } = repositoryPlace(name);
      if (registry.startsWith('127.0.0.1:')) return repositoryPlace(name); // a mirror
      return { registry, origin: `http://${address}`, repository: `${registry}/${repository}` };
    },
    urlOf: (url) => url.replace(/^https:\/\//, `http://${address}/web/`),
  };
}

/** What commands print, and a registry that stands for all. */
export function worldOf(registry: TestRegistry): ImagesWorld & { printed: string[]; told: string[] } {
  const printed: string[] = [];
  const told: string[] = [];
  return {
    clientFor: (options) =>
      new RegistryClient({ credentials: () => undefined, ...insideOf(registry.address), ...options }),
    emulator: () => 'the test runs nothing',
    env: process.env,
    today: '2026-11-28',
    out: (text) => void printed.push(text),
    err: (text) => void told.push(text),
    printed,
    told,
  };
}

/** Puts up an image or chart for everything that the rack fetches. */
export async function publishAll(
  registry: InProcessRegistry,
  place: { root: string; cwd: string },
): Promise<RackFetched[]> {
  const client = registry.pusher;
  const { fetched } = imagesOf(place, []);
  for (const each of fetched) {
    if (isOnWebServer(each.repository)) publishWebChart(registry, each);
    else if (each.kind === 'chart') await pushChart(client, each);
    else await pushImage(client, each.repository, each.tag, programsFor(each));
  }
  return fetched;
}

/** A program under the name of each command, so that every pod finds its own. */
function programsFor({ name, commands }: RackFetched): Parameters<typeof pushImage>[3] {
  return (['amd64', 'arm64'] as const).map((architecture) => ({
    architecture,
    program: architecture,
    files: [
      { type: 'file' as const, path: 'etc/name', mode: 0o644, content: Buffer.from(name) },
      ...commands.map((command) => ({
        type: 'symlink' as const,
        path: command.startsWith('/') ? command.slice(1) : `usr/bin/${command}`,
        target: '/bin/program',
      })),
    ],
  }));
}

async function pushChart(client: Pusher, { repository, tag, name }: RackFetched): Promise<void> {
  const config = await pushBytes(client, repository, mediaTypes.chartConfig, json({ name, version: tag }));
  const layer = await pushBytes(client, repository, mediaTypes.chartLayer, chartArchive(name, tag));
  const bytes = json({ schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [layer] });
  await client.pushManifest(repository, tag, { bytes, mediaType: mediaTypes.manifest });
}

function publishWebChart(registry: InProcessRegistry, { repository, tag }: RackFetched): void {
  const server = repository.slice('https://'.length, repository.lastIndexOf('/'));
  const chart = repository.slice(repository.lastIndexOf('/') + 1);
  const archive = chartArchive(chart, tag);
  const entry = { version: tag, digest: digestOf(archive).slice('sha256:'.length), urls: [`${chart}-${tag}.tgz`] };
  registry.pages.set(`/web/${server}/index.yaml`, json({ apiVersion: 'v1', entries: { [chart]: [entry] } }));
  registry.pages.set(`/web/${server}/${chart}-${tag}.tgz`, archive);
}

export function chartArchive(name: string, version: string): Buffer {
  const content = Buffer.from(`apiVersion: v2\nname: ${name}\nversion: ${version}\n`);
  return gzipSync(writeTar([{ type: 'file', path: `${name}/Chart.yaml`, mode: 0o644, content }]));
}
