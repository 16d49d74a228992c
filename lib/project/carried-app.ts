import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import * as z from 'zod';
import { type App, type PodSecurityLevel, app } from '../kit/app';
import { Vendored } from '../kit/emit';
import { type Manifest, objectId } from '../manifest/manifest';
import { ProjectError } from './project-error';

const levelLabel = 'pod-security.kubernetes.io/enforce';

/**
 * An app of plain manifests: whatever `kustomize build`, `helm template` or a person wrote into `apps/<name>/*.yaml`. The
 * same rules look at them as at everything else. Namespaces are made by Rackwright, as restricted as a Namespace among the
 * manifests says, or restricted.
 *
 * @param folder from the root, `apps/whoami`
 */
export function carriedApp(root: string, folder: string): App {
  const files = readdirSync(join(root, folder))
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const read = files.map((name) => manifestsIn(root, `${folder}/${name}`));
  const faults = read.flatMap(({ faults: each }) => each);
  const all = read.flatMap(({ manifests }) => manifests);
  if (all.length === 0 && faults.length === 0)
    faults.push(`${folder} holds no manifests; put .yaml files there, or remove it`);
  faults.push(
    ...all.flatMap(({ kind, metadata }) =>
      kind === 'Secret'
        ? [
            `${folder}: Secret ${metadata.name}: values never stand in the clear; keep it out of the folder and encrypt it with SOPS`,
          ]
        : [],
    ),
  );
  if (faults.length > 0) throw new ProjectError(faults.join('\n'));
  const namespaces = namespacesOf(all);
  const carried = all.filter(({ kind }) => kind !== 'Namespace');
  const built = app({
    name: basename(folder),
    summary: `Manifests of ${folder}`,
    spec: z.strictObject({}),
    namespaces,
    build: (scope) => {
      for (const manifest of carried) new Vendored(scope, manifest, objectId(manifest).replaceAll('/', '-'));
    },
  });
  return { ...built, source: folder };
}

function manifestsIn(root: string, file: string): { manifests: Manifest[]; faults: string[] } {
  const documents = parseAllDocuments(readFileSync(join(root, file), 'utf8'));
  const manifests: Manifest[] = [];
  const faults: string[] = [];
  for (const document of Array.isArray(documents) ? documents : []) {
    const [error] = document.errors;
    const value = document.toJS() as Partial<Manifest> | null;
    if (error)
      faults.push(
        `${file}:${error.linePos?.[0].line ?? 1}:${error.linePos?.[0].col ?? 1} ${error.message.split('\n')[0]}`,
      );
    else if (value?.kind === 'List') faults.push(`${file}: a List; write each object by itself`);
    else if (value && !(value.apiVersion && value.kind && value.metadata?.name)) {
      faults.push(`${file}: an object without apiVersion, kind or metadata.name`);
    } else if (value) manifests.push(value as Manifest);
  }
  return { manifests, faults };
}

function namespacesOf(manifests: readonly Manifest[]): Record<string, PodSecurityLevel> {
  const stated = manifests.filter(({ kind }) => kind === 'Namespace');
  const names = [
    ...manifests.flatMap(({ metadata }) => metadata.namespace ?? []),
    ...stated.map(({ metadata }) => metadata.name),
  ];
  return Object.fromEntries(
    [...new Set(names)].map((name) => {
      const label = stated.find(({ metadata }) => metadata.name === name)?.metadata.labels?.[levelLabel];
      return [name, label === 'privileged' || label === 'baseline' ? label : 'restricted'];
    }),
  );
}
