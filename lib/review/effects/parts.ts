import { isRecord, recordOf, recordsOf } from '../../manifest/field-path';
import type { TreeTexts } from '../changes';

/** What `facts/<app>.json` says of an app, as far as anybody asks; a tree of before 0.2 has none. */
export interface AppNotes {
  /** By `objectId`: the place in the rack file, and what its pods connect to. */
  objects: ReadonlyMap<string, { specPath: string; connects: readonly string[] }>;
  secrets: readonly Record<string, unknown>[];
  releases: readonly Record<string, unknown>[];
}

/** Reads parts of one tree, each of them once. */
export function notesOf(tree: TreeTexts): (app: string) => AppNotes {
  const known = new Map<string, AppNotes>();
  return (app) => {
    const notes = known.get(app) ?? readNotes(tree.get(`facts/${app}.json`));
    known.set(app, notes);
    return notes;
  };
}

function readNotes(text: string | undefined): AppNotes {
  const { objects, facts } = jsonOf(text);
  const places = Object.entries(recordOf(objects)).map(([id, entry]) => {
    const { specPath, connects } = recordOf(entry);
    const list = Array.isArray(connects) ? connects.map(String) : [];
    return [id, { specPath: String(specPath ?? ''), connects: list }] as const;
  });
  const { secrets, releases } = recordOf(facts);
  return { objects: new Map(places), secrets: recordsOf(secrets), releases: recordsOf(releases) };
}

/** `facts.rack` of `rack.json`; empty where there is none. */
export function rackNotes(tree: TreeTexts): Record<string, unknown> {
  return recordOf(recordOf(jsonOf(tree.get('rack.json'))['facts'])['rack']);
}

function jsonOf(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
