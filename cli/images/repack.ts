import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Core } from '../../lib/images/cores';
import type { EntryChange } from '../../lib/images/edit-lock';
import { type Recipe, parseRecipe } from '../../lib/images/recipe';
import { findingsAsText } from '../../lib/report/findings-as-text';
import { readTextFile } from '../../lib/rack-file/text-file';
import { CannotRun } from '../cannot-run';
import type { Place } from '../rack-root';
import { copyFrom } from '../registry/copy';
import { Layers } from '../registry/layers';
import { RegistryError } from '../registry/registry-error';
import { verifyImage } from '../registry/verify-image';
import { goImage } from '../repack/go-image';
import { ImageLayout } from '../repack/image-layout';
import { askRegistry } from './ask';
import { lockFile, ownRegistryOf, rackCores } from './fetched';
import { findingsOf } from './verify';
import { type ImagesWorld, signingIn } from './world';
import { writeLock } from './write-lock';

export interface RepackOptions {
  /** Push below `images.own` of the rack file, and write the lock. @default false */
  push?: boolean;
}

/** `rackwright images repack <name>`: builds what `repack/<name>.yaml` says, and holds it to the same check as every other image. */
export async function repack(
  world: ImagesWorld,
  place: Place,
  name: string,
  { push = false }: RepackOptions,
): Promise<0 | 1> {
  const file = `repack/${name}.yaml`;
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name) || !existsSync(join(place.root, file))) {
    throw new CannotRun(`${file} is not there. docs/images.md shows what a recipe says.`);
  }
  const recipe = parseRecipe(readTextFile(place.root, file), file);
  const layout = join(place.root, '.cache', 'repack', name);
  rmSync(layout, { recursive: true, force: true });
  build(place, name, recipe, layout, world);
  const image = new ImageLayout(layout);
  const { digest } = await image.manifest(name, recipe.tag);
  const cores = rackCores(place);
  const faults = await verifyLayout(world, place, { name, recipe, image, digest, cores });
  if (faults > 0) {
    world.err(`${name} is not for this rack: nothing was pushed, ${lockFile} is as it was.\n`);
    return 1;
  }
  world.out(`${name}:${recipe.tag} ${digest}\n`);
  world.err(`In .cache/repack/${name}, an image layout.${push ? '' : ' --push puts it up and writes the lock.'}\n`);
  if (push) await publish(world, place, { name, recipe, image, digest });
  return 0;
}

interface Made {
  name: string;
  recipe: Recipe;
  image: ImageLayout;
  digest: string;
}

function build({ root }: Place, name: string, recipe: Recipe, layout: string, world: ImagesWorld): void {
  mkdirSync(join(layout, '..'), { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), 'rackwright-repack-'));
  try {
    if (recipe.go) {
      const files = Object.fromEntries(
        Object.entries(recipe.files).map(([path, from]) => [path, readFileSync(join(root, from))]),
      );
      goImage(name, recipe, { scratch, layout, env: world.env, files });
      return;
    }
    const { folder, command } = recipe.build!;
    const [program = '', ...words] = command.map((word) => word.replaceAll('{layout}', layout));
    const { status, error } = spawnSync(program, words, {
      cwd: join(root, folder),
      env: world.env,
      stdio: ['ignore', 2, 2],
    });
    if (status !== 0)
      throw new CannotRun(
        `${command.join(' ')} in ${folder} failed${error ? `: ${error.message}` : ` with status ${status}`}.`,
      );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @returns how many errors were found */
async function verifyLayout(
  world: ImagesWorld,
  place: Place,
  { name, recipe, image, digest, cores }: Made & { cores: readonly Core[] },
): Promise<number> {
  const emulator = world.emulator();
  const layers = new Layers(image);
  const platforms = cores.map(({ arch }) => `linux/${arch}`);
  const locked = { image: name, tag: recipe.tag, digest, platforms, vouchedBy: 'the recipe' };
  try {
    const faults = await verifyImage(
      { kind: 'image', name, repository: name, tag: recipe.tag, locked, commands: [] },
      {
        client: image,
        layers,
        cores,
        signing: signingIn(place.root, image, world),
        ...(typeof emulator !== 'string' && { emulator }),
      },
    );
    if (faults.length > 0) world.out(findingsAsText(findingsOf(faults, name)));
    if (typeof emulator === 'string') world.err(`Not asked: whether it runs on the cores of the rack: ${emulator}.\n`);
    return faults.filter(({ level }) => level === 'error').length;
  } finally {
    layers.remove();
  }
}

async function publish(world: ImagesWorld, place: Place, { name, recipe, image, digest }: Made): Promise<void> {
  const registry = ownRegistryOf(place);
  const repository = `${registry}/${name}`;
  const client = world.clientFor({});
  const from = recipe.go ? `${recipe.go.module}@${recipe.go.version}` : recipe.build!.folder;
  try {
    await copyFrom(image, client, { from: name, to: repository, tag: recipe.tag, digest, platforms: [] });
    const asked = await askRegistry(client, { kind: 'image', repository, tag: recipe.tag });
    const seen = readTextFile(place.root, lockFile);
    const change: EntryChange = {
      own: name,
      image: undefined,
      tag: recipe.tag,
      digest,
      platforms: asked.platforms,
      size: Object.fromEntries(
        Object.entries(asked.bytes).map(([platform, bytes]) => [platform, `${(bytes / 1e6).toFixed(1)}MB`]),
      ),
      vouchedBy: `repack/${name}.yaml, built from ${from} on ${world.today}`,
      withoutDigest: undefined,
    };
    writeLock(place.root, seen, new Map([[name, change]]));
    world.err(`${repository}:${recipe.tag} is there, and ${lockFile} names it: npm start\n`);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    throw new CannotRun(`${error.message}\n${lockFile} is as it was.`);
  }
}
