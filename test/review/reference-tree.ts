import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { appBlocks } from '../../lib/app-blocks';
import * as cluster from '../../lib/cluster';
import { compose } from '../../lib/compose';
import { kustomizations } from '../../lib/flux/kustomizations';
import { parseImageLock } from '../../lib/kit/images';
import { withField } from '../../lib/manifest/field-path';
import { type Manifest, objectId } from '../../lib/manifest/manifest';
import { toYaml } from '../../lib/manifest/yaml';
import { layOut } from '../../lib/output/layout';
import { loadRack } from '../../lib/rack-file/load';
import type { TreeTexts } from '../../lib/review/changes';

const root = join(__dirname, '..', '..');
const file = 'test/fixtures/racks/reference.yaml';

/** The tree of the reference rack with stand-ins for its sealed Secrets, rendered as synth does. Nothing is read of dist/. */
export function referenceTree(): Map<string, string> {
  const apps = Object.values(cluster);
  const text = readFileSync(join(root, file), 'utf8');
  const { rack, problems } = loadRack({ text, file, apps: appBlocks(apps) });
  if (!rack) throw new Error(JSON.stringify(problems, null, 2));
  const images = parseImageLock(readFileSync(join(root, 'images.lock.yaml'), 'utf8'));
  const composed = compose({ apps, rack, images, secretHashes: new Map() });
  const { files } = layOut([...composed.rendered, ...kustomizations(composed)]);
  const tree = new Map([...files].map(([path, content]) => [path, Buffer.from(content).toString('utf8')]));
  for (const { namespace, name, app, keys } of composed.secrets) {
    const stringData = Object.fromEntries(Object.keys(keys).map((key) => [key, sealed(`${namespace}/${name}/${key}`)]));
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData };
    const age = [
      { recipient: 'age1first', enc: 'x' },
      { recipient: 'age1second', enc: 'x' },
    ];
    tree.set(
      `apps/${app}/${namespace}/Secret.${name}.sops.yaml`,
      toYaml({ ...secret, sops: { age, mac: sealed(name) } }),
    );
  }
  tree.set('rack.json', JSON.stringify({ facts: { rack: { blades: rack.blades, network: rack.network } } }));
  return tree;
}

export function sealed(seed: string): string {
  return `ENC[AES256_GCM,data:xxxx,iv:${Buffer.from(seed.padEnd(9, '.')).toString('base64url')},tag:yyyy,type:str]`;
}

/** One step from a tree to another. Throws when it changes nothing: a pair of equal trees shows nothing. */
export type Edit = (tree: TreeTexts) => Map<string, string>;

/** Puts a value at a field of an object, or takes it away (undefined). */
export function set(id: string, field: string, value: unknown): Edit {
  return onObject(id, (manifest) => withField(manifest, field, value));
}

/** Replaces words in an object's file. */
export function say(id: string, words: string | RegExp, other: string): Edit {
  return (tree) => {
    const path = pathOf(tree, id);
    return changed(tree, path, tree.get(path)!.replaceAll(new RegExp(words, 'gm'), other));
  };
}

export function remove(...ids: string[]): Edit {
  return (tree) => {
    const next = new Map(tree);
    for (const id of ids) next.delete(pathOf(tree, id));
    return next;
  };
}

export function removeApp(...apps: string[]): Edit {
  return (tree) => {
    const isOf = (path: string) =>
      apps.some((app) => path.startsWith(`apps/${app}/`) || path === `flux/Kustomization.${app}.yaml`);
    const next = new Map([...tree].filter(([path]) => !isOf(path)));
    if (next.size === tree.size) throw new Error(`there is no app ${apps.join()}`);
    return next;
  };
}

export function rename(id: string, name: string): Edit {
  return (tree) => {
    const path = pathOf(tree, id);
    const manifest = withField(parse(tree.get(path)!) as Manifest, 'metadata.name', name);
    const next = new Map(tree);
    next.delete(path);
    return next.set(path.replace(/[^/]+$/, `${manifest.kind}.${name}.yaml`), toYaml(manifest));
  };
}

export function add(path: string, manifest: object): Edit {
  return (tree) => new Map(tree).set(path, toYaml(manifest as Manifest));
}

/** The same object in another file, of another app say. */
export function move(id: string, to: string): Edit {
  return (tree) => {
    const path = pathOf(tree, id);
    const next = new Map(tree);
    next.delete(path);
    return next.set(to, tree.get(path)!);
  };
}

export function renameBlades(from: string, to: string | undefined): Edit {
  return (tree) => {
    const text = tree.get('rack.json')!;
    if (!text.includes(`"${from}"`)) throw new Error(`no blade is called ${from}`);
    const { facts } = JSON.parse(text) as { facts: { rack: { blades: { name: string }[] } } };
    const blades = facts.rack.blades.flatMap((blade) => {
      if (blade.name !== from) return [blade];
      return to === undefined ? [] : [{ ...blade, name: to }];
    });
    return new Map(tree).set('rack.json', JSON.stringify({ facts: { rack: { blades } } }));
  };
}

/** The tree of a rack whose pods or Services have another network. */
export function networkOf(name: 'pods' | 'services', range: string): Edit {
  return (tree) => {
    const described = JSON.parse(tree.get('rack.json')!) as { facts: { rack: { network: Record<string, string> } } };
    described.facts.rack.network[name] = range;
    return new Map(tree).set('rack.json', JSON.stringify(described));
  };
}

export function all(...edits: Edit[]): Edit {
  return (tree) => edits.reduce<Map<string, string>>((now, edit) => edit(now), new Map(tree));
}

function onObject(id: string, edit: (manifest: Manifest) => Manifest): Edit {
  return (tree) => {
    const path = pathOf(tree, id);
    return changed(tree, path, toYaml(edit(parse(tree.get(path)!) as Manifest)));
  };
}

function changed(tree: TreeTexts, path: string, text: string): Map<string, string> {
  if (tree.get(path) === text) throw new Error(`${path} is as it was`);
  return new Map(tree).set(path, text);
}

function pathOf(tree: TreeTexts, id: string): string {
  const name = id.split('/').at(-1)!;
  const found = [...tree].find(
    ([path, text]) => path.endsWith('.yaml') && path.includes(name) && objectId(parse(text) as Manifest) === id,
  );
  if (!found) throw new Error(`the tree has no ${id}`);
  return found[0];
}

/** Suspends what Flux applies of an app, or lets it go on. */
export function suspend(app: string, suspended: boolean): Edit {
  return set(`flux-system/Kustomization/${app}`, 'spec.suspend', suspended || undefined);
}
