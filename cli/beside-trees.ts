import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plaintextIn } from '../lib/checks/secrets/object-checks';
import type { Finding } from '../lib/facts/finding';
import { documentsIn } from '../lib/manifest/documents';
import { isRecord, recordOf } from '../lib/manifest/field-path';
import type { Manifest } from '../lib/manifest/manifest';
import { rackFile } from '../lib/output/part-file';
import { realFs } from '../lib/output/tree-fs';
import { isDebris, walkTree } from '../lib/output/walk-tree';

/** Manifests that lie in dist/ beside the trees of racks: no rule looks at a tree that they are part of. */
export function besideTrees(root: string): Finding[] {
  const dist = join(root, 'dist');
  if (!existsSync(dist)) return [];
  const { files } = walkTree(realFs, dist);
  const isTree = (folder: string) => existsSync(join(dist, folder, rackFile)) || existsSync(join(dist, folder, 'apps'));
  return files
    .filter((path) => /\.(ya?ml|json)$/.test(path) && !path.startsWith('.') && !isDebris(path))
    .filter((path) => !(path.includes('/') && isTree(path.split('/')[0]!)))
    .flatMap((path) => findingsIn(`dist/${path}`, readFileSync(join(dist, path), 'utf8')));
}

const isManifest = (value: unknown): value is Manifest =>
  isRecord(value) &&
  typeof value['apiVersion'] === 'string' &&
  typeof value['kind'] === 'string' &&
  typeof recordOf(value['metadata'])['name'] === 'string';

function findingsIn(object: string, text: string): Finding[] {
  const manifests = documentsIn(text).filter(isManifest);
  if (manifests.length === 0) return [];
  const clear = manifests.flatMap((manifest) => plaintextIn(manifest));
  if (clear.length === 0) {
    const message = 'is part of no rack: Flux never reads it, and no rule looks at it';
    const fix = 'remove it, or let an app declare what it holds';
    return [{ level: 'warning', rule: 'output/edited', object, path: '', message, fix }];
  }
  const fix = 'take it out, and change what it opens: anyone with the repository may have read it';
  return clear.map(({ path, message }) => ({ level: 'error', rule: 'secrets/plaintext', object, path, message, fix }));
}
