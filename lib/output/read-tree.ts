import { parseAllDocuments } from 'yaml';
import type { RackFacts } from '../facts/facts';
import type { Finding } from '../facts/finding';
import { isEncrypted } from '../facts/encrypted-value';
import { type AppPart, type RackPart, putTogether } from '../facts/tree-facts';
import { isRecord } from '../manifest/field-path';
import type { Manifest, Rendered } from '../manifest/manifest';
import { type Difference, differencesIn } from './inspect';
import { type ObjectEntry, parsePart, partAt, partOf, partSchema, rackFile, rackPart } from './part-file';

/** A tree as its files tell it. */
export interface ReadTree {
  /** Absent when the tree does not say what rack it is of. */
  facts?: RackFacts;
  /** Why the tree, or a part of it, cannot be read. */
  problems: Finding[];
  /** Files that are not as synth wrote them. */
  differences: Difference[];
  /** `objectId` of every object → its path below `dist/<rack>/`. */
  places: ReadonlyMap<Manifest, string>;
}

/** A tree of an older Rackwright leaves out what rack files could not state then; it meant none. */
function ofOlder(part: RackPart): RackPart {
  return { ...part, rack: { ...part.rack, helpers: part.rack.helpers ?? [] } };
}

/**
 * Reads a tree back from its files: no app's code runs, so it may be of another branch, or of an older Rackwright.
 *
 * @param rack name of the folder
 * @param files by path below `dist/<rack>/`
 */
export function readTree(rack: string, files: ReadonlyMap<string, Uint8Array>): ReadTree {
  const problems: Finding[] = [];
  const apps: Record<string, AppPart> = {};
  const entries = new Map<string, ObjectEntry>();
  let rackWide: RackPart | undefined;
  for (const [path, content] of files) {
    const name = partAt(path);
    if (name === undefined) continue;
    const part = parsePart(textOf(content));
    if (!part) {
      problems.push(unreadable(rack, path, textOf(content)));
      continue;
    }
    if (name === rackPart) rackWide = ofOlder(part.facts as RackPart);
    else apps[name] = part.facts as AppPart;
    for (const entry of Object.values(part.objects)) entries.set(entry.file, entry);
  }
  if (!files.has(rackFile)) problems.push(undescribed(rack));
  const places = new Map<Manifest, string>();
  const rendered: Rendered[] = [];
  for (const [path, content] of files) {
    if (!/\.ya?ml$/.test(path)) continue;
    for (const manifest of documentsIn(rack, path, textOf(content), problems)) {
      places.set(manifest, path);
      if (isSealed(manifest)) continue;
      const entry = entries.get(path);
      rendered.push({
        manifest,
        app: entry?.app ?? partOf(path),
        source: entry?.source ?? `dist/${rack}/${path}`,
        specPath: entry?.specPath ?? '',
        connects: entry?.connects ?? [],
      });
    }
  }
  return {
    ...(rackWide && { facts: putTogether({ rack: rackWide, apps }, rendered) }),
    problems,
    differences: differencesIn(rack, files),
    places,
  };
}

/** A Secret that SOPS encrypted is no object to validate: the API server never sees it like this. */
function isSealed({ kind, sops, data, stringData }: Manifest): boolean {
  if (kind !== 'Secret' || !isRecord(sops)) return false;
  const values = [data, stringData].flatMap((part) => Object.values(isRecord(part) ? part : {}));
  return values.every((value) => value === '' || (typeof value === 'string' && isEncrypted(value)));
}

function documentsIn(rack: string, path: string, text: string, problems: Finding[]): Manifest[] {
  return parseAllDocuments(text).flatMap((document): Manifest[] => {
    const [error] = document.errors;
    if (error) {
      const [message] = error.message.split('\n');
      problems.push(fault(rack, path, `is no YAML: ${message}`, 'take the file back from git, or run `npm start`'));
      return [];
    }
    const value: unknown = document.toJS();
    if (value === null) return [];
    if (isManifest(value)) return [value];
    problems.push(
      fault(rack, path, 'holds something that is no Kubernetes object', 'remove it: Flux would stop at it'),
    );
    return [];
  });
}

function isManifest(value: unknown): value is Manifest {
  return (
    isRecord(value) &&
    typeof value['apiVersion'] === 'string' &&
    typeof value['kind'] === 'string' &&
    isRecord(value['metadata']) &&
    typeof value['metadata']['name'] === 'string'
  );
}

function unreadable(rack: string, path: string, text: string): Finding {
  const schema = /"schema": (\d+)/.exec(text.slice(0, 200))?.[1];
  if (schema !== undefined && Number(schema) > partSchema) {
    return fault(rack, path, `is of schema ${schema}; this Rackwright reads ${partSchema}`, 'update Rackwright');
  }
  return fault(rack, path, 'is not as synth wrote it', 'run `npm start`: it describes the tree, and nobody edits it');
}

function undescribed(rack: string): Finding {
  return fault(
    rack,
    rackFile,
    'is missing, so the tree says nothing of its rack',
    'run `npm start` in the repository that the tree is of; trees from before 0.2 do not describe themselves',
  );
}

function fault(rack: string, path: string, message: string, fix: string): Finding {
  return { level: 'error', rule: 'output/readable', object: `dist/${rack}/${path}`, path: '', message, fix };
}

function textOf(content: Uint8Array): string {
  return Buffer.from(content).toString('utf8');
}
