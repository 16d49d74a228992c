import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../kube/object';

/** One YAML document as it stands in a file. */
export interface TreeObject {
  /** Path relative to the root of the tree. */
  file: string;
  object: KubeObject;
  /** The document as written: the API server parses it itself, as it would what Flux sends. */
  text: string;
}

export interface SkippedDocument {
  file: string;
  reason: string;
}

export interface Tree {
  objects: TreeObject[];
  /** Documents that are not meant for the API server, each with the reason. */
  skipped: SkippedDocument[];
}

/** All YAML below a folder, in path order. */
export function readTree(root: string): Tree {
  const tree: Tree = { objects: [], skipped: [] };
  for (const file of yamlFiles(root)) {
    const text = readFileSync(file, 'utf8');
    const path = relative(root, file);
    for (const document of parseAllDocuments(text, { version: '1.1' })) {
      const [start, , end] = document.range;
      const object = document.toJS() as KubeObject | null;
      if (object === null) continue;
      const reason = whyNotForServer(object);
      if (reason === undefined) tree.objects.push({ file: path, object, text: text.slice(start, end) });
      else tree.skipped.push({ file: path, reason });
    }
  }
  return tree;
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function whyNotForServer(object: KubeObject): string | undefined {
  if (object.apiVersion?.startsWith('kustomize.config.k8s.io/')) return 'kustomize reads it, never the API server';
  if (typeof object.kind === 'string' && typeof object.metadata === 'object') return undefined;
  return 'a machine configuration or no Kubernetes object: it has no kind and metadata';
}
