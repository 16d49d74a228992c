import { enforceLabel } from '../manifest/pod-security';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LineCounter, type YAMLParseError, parseAllDocuments } from 'yaml';
import * as z from 'zod';
import { type App, app } from '../kit/app';
import type { PodSecurityLevel } from '../kit/security';
import { Vendored } from '../kit/emit';
import { type Manifest, objectId } from '../manifest/manifest';
import { type WrittenPlace, placesIn } from '../manifest/written-place';
import { declareSecret, isInTheClear, leaveItEmpty } from './carried-secret';
import { InputError, fileProblem } from '../rack-file/input-error';
import type { SpecProblem } from '../rack-file/problem';
import { explain } from '../rack-file/syntax';
import { readTextFile } from '../rack-file/text-file';

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
  const all = read.flatMap(({ objects }) => objects);
  if (all.length === 0 && faults.length === 0)
    faults.push(fileProblem(folder, 'holds no manifests', 'put .yaml files there, or remove it'));
  const clear = all.filter(({ manifest }) => manifest.kind === 'Secret' && isInTheClear(manifest));
  faults.push(
    ...clear.map(({ manifest: { metadata }, written: { file, line, column } }) => ({
      ...fileProblem(file, `Secret ${metadata.name} stands in the clear`, leaveItEmpty),
      line,
      column,
    })),
  );
  if (faults.length > 0) throw new InputError(faults);
  const namespaces = namespacesOf(all.map(({ manifest }) => manifest));
  const carried = all.filter(({ manifest }) => manifest.kind !== 'Namespace');
  const built = app({
    name: basename(folder),
    summary: `Manifests of ${folder}`,
    spec: z.strictObject({}),
    namespaces,
    build: (scope) => {
      for (const { manifest, written } of carried) {
        if (manifest.kind === 'Secret') declareSecret(scope, manifest);
        else new Vendored(scope, manifest, objectId(manifest).replaceAll('/', '-'), written);
      }
    },
  });
  return { ...built, source: folder };
}

/** An object as somebody wrote it, and where. */
interface Carried {
  manifest: Manifest;
  written: WrittenPlace;
}

function manifestsIn(root: string, file: string): { objects: Carried[]; faults: SpecProblem[] } {
  const lineCounter = new LineCounter();
  const text = readTextFile(root, file);
  const documents = parseAllDocuments(text, { lineCounter, prettyErrors: false });
  const objects: Carried[] = [];
  const faults: SpecProblem[] = [];
  for (const document of Array.isArray(documents) ? documents : []) {
    const [error] = document.errors;
    const value = document.toJS() as Partial<Manifest> | null;
    const written = placesIn(file, document, lineCounter);
    const { line, column } = written;
    if (error) faults.push(syntaxProblem(file, text, error, lineCounter));
    else if (value?.kind === 'List')
      faults.push({ ...fileProblem(file, 'holds a List', 'write each object by itself'), line, column });
    else if (value && !(value.apiVersion && value.kind && value.metadata?.name)) {
      const detail = 'every object of Kubernetes has all three';
      faults.push({
        ...fileProblem(file, 'holds an object without apiVersion, kind or metadata.name', detail),
        line,
        column,
      });
    } else if (value) objects.push({ manifest: value as Manifest, written });
  }
  return { objects, faults };
}

function namespacesOf(manifests: readonly Manifest[]): Record<string, PodSecurityLevel> {
  const stated = manifests.filter(({ kind }) => kind === 'Namespace');
  const names = [
    ...manifests.flatMap(({ metadata }) => metadata.namespace ?? []),
    ...stated.map(({ metadata }) => metadata.name),
  ];
  return Object.fromEntries(
    [...new Set(names)].map((name) => {
      const label = stated.find(({ metadata }) => metadata.name === name)?.metadata.labels?.[enforceLabel];
      return [name, label === 'privileged' || label === 'baseline' ? label : 'restricted'];
    }),
  );
}

function syntaxProblem(file: string, text: string, error: YAMLParseError, counter: LineCounter): SpecProblem {
  const at = counter.linePos(error.pos[0]);
  const { title, detail } = explain({ text }, error);
  const line = text.split('\n')[at.line - 1]?.trim() ?? '';
  const shown = title.includes(JSON.stringify(line)) ? detail : `${detail}, in: ${line}`;
  return { ...fileProblem(file, title, shown), line: at.line, column: at.col };
}
