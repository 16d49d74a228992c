import type { Finding } from '../../facts/finding';
import type { EffectLine } from '../../review/effects/effect';
import type { Effects } from '../../review/effects/effects';

/** What a change of one rack does, and what of it may lose data. */
export interface Reviewed extends Effects {
  rack: string;
  findings: readonly Finding[];
}

/** Lines that say the same of objects of one app. */
export interface LineGroup extends Omit<EffectLine, 'object'> {
  objects: string[];
}

/** By app, in the order of the lines; what happens alike to several objects of an app is one group. */
export function groupsOf(lines: readonly EffectLine[]): Map<string, LineGroup[]> {
  const apps = new Map<string, LineGroup[]>();
  for (const { object, ...line } of lines) {
    const groups = apps.get(line.app) ?? [];
    apps.set(line.app, groups);
    const same = groups.find(
      ({ effect, detail }) => effect === line.effect && (detail === line.detail || effect === 'created'),
    );
    if (same) same.objects.push(object);
    else groups.push({ ...line, objects: [object] });
  }
  return apps;
}

/** `ml/Deployment/chat-0, chat-1 and 2 more`: what stands before the name once is not repeated. */
export function shortList(objects: readonly string[], most = 4): string {
  const names = objects.map((object, index) => {
    const before = objects[index - 1];
    const folder = object.slice(0, object.lastIndexOf('/') + 1);
    return before?.startsWith(folder) && !before.slice(folder.length).includes('/')
      ? object.slice(folder.length)
      : object;
  });
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`;
}

/** Where the first line of a group that knows its place has it: `clusters/homelab.yaml:32`. */
export function placeOfGroups(groups: readonly LineGroup[]): string {
  const at = groups.find((group) => group.at)?.at;
  if (at) return `${at.file}:${at.line}`;
  return groups.find(({ specPath }) => specPath !== undefined)?.specPath ?? '';
}
