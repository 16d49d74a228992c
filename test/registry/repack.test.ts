import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repack } from '../../cli/images/repack';
import { parseRecipe } from '../../lib/images/recipe';
import { OciLayout } from '../../thermal-daemon/image/oci';
import { InProcessRegistry } from './in-process-registry';
import { type TestProgram, program } from './programs';
import { rackRepository, worldOf } from './rack-and-registry';

let registry: InProcessRegistry;
let place: ReturnType<typeof rackRepository>;

beforeEach(async () => {
  registry = await InProcessRegistry.start();
  place = rackRepository('three-boards');
});
afterEach(async () => {
  place.remove();
  await registry.stop();
});

/** A recipe whose command copies a layout that is there already. */
function recipe(name: string, arm64: TestProgram): void {
  const prepared = join(place.root, 'prepared');
  rmSync(prepared, { recursive: true, force: true });
  const layout = new OciLayout(prepared);
  const images = (['amd64', 'arm64'] as const).map((architecture) => {
    const content = program(architecture === 'arm64' ? arm64 : 'amd64');
    const config = { User: '1:1', Entrypoint: ['/program'], WorkingDir: '/', Env: [], Labels: {} };
    return layout.addImage({
      architecture,
      config,
      layers: [{ comment: '', entries: [{ type: 'file', path: 'program', mode: 0o755, content }] }],
    });
  });
  layout.finish(images, {}, 'v1');
  mkdirSync(join(place.root, 'repack'), { recursive: true });
  writeFileSync(
    join(place.root, `repack/${name}.yaml`),
    'tag: v1\nbuild:\n  folder: .\n  command: [cp, -r, prepared, "{layout}"]\n',
  );
}

test('what a recipe builds is verified, pushed below the owner’s registry, and locked', async () => {
  recipe('mine', 'arm64');
  const rackFile = join(place.root, 'clusters/three-boards.yaml');
  writeFileSync(rackFile, `${readFileSync(rackFile, 'utf8')}images: { own: registry.example.net/me }\n`);
  const world = worldOf(registry);
  expect(await repack(world, place, 'mine', { push: true })).toBe(0);
  const digest = /^mine:v1 (sha256:\w+)\n/.exec(world.printed.join(''))?.[1];
  expect(registry.manifests.has(`registry.example.net/me/mine@${digest}`)).toBe(true);
  expect(parse(place.read('images.lock.yaml'))).toMatchObject({
    mine: {
      own: 'mine',
      tag: 'v1',
      digest,
      platforms: ['linux/amd64', 'linux/arm64'],
      vouchedBy: 'repack/mine.yaml, built from . on 2026-11-28',
    },
  });
});

test('what is for another machine is refused by the check that every image passes, and nothing is pushed', async () => {
  recipe('mine', 'amd64');
  const world = worldOf(registry);
  expect(await repack(world, place, 'mine', { push: true })).toBe(1);
  expect(world.printed.join('')).toMatch(/linux\/arm64 starts \/program .*for amd64 \(registry\/other-machine\)/);
  expect(registry.manifests.size).toBe(0);
  expect(parse(place.read('images.lock.yaml'))).toEqual({});
});

test('a name without a recipe, and one that leads elsewhere', async () => {
  await expect(repack(worldOf(registry), place, 'none', {})).rejects.toThrow('repack/none.yaml is not there');
  await expect(repack(worldOf(registry), place, '../x', {})).rejects.toThrow('is not there');
});

test.each([
  [
    'both ways at once',
    'tag: v1\ngo: { module: a.io/b, version: v1.0.0, sum: "h1:x" }\nbuild: { folder: ., command: [x] }',
    /:2:\d+ go\.sum: h1: and the hash/,
  ],
  ['no way at all', 'tag: v1', /a recipe has go, .* or build/],
  ['a tag that is none', 'tag: "a b"\nbuild: { folder: ., command: [x] }', /r\.yaml:1:6 tag: a tag/],
  ['a word that nobody knows', 'tag: v1\nbuild: { folder: ., comand: [x] }', /build/],
])('a recipe with %s is refused, with its line', (_, text, message) => {
  expect(() => parseRecipe(text, 'r.yaml')).toThrow(message);
});
