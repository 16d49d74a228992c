import { fieldAt, recordsOf } from '../../manifest/field-path';
import type { TreeTexts } from '../changes';

/** Blades that a tree's rack had and has no more, with those that are new: a rename looks like both. */
export function bladesThatLeave(before: TreeTexts, after: TreeTexts): { gone: string[]; came: string[] } {
  const [old, wanted] = [bladesOf(before), bladesOf(after)];
  // A tree of before 0.2 does not say which blades it is for.
  if (!old || !wanted) return { gone: [], came: [] };
  return { gone: old.filter((name) => !wanted.includes(name)), came: wanted.filter((name) => !old.includes(name)) };
}

function bladesOf(tree: TreeTexts): string[] | undefined {
  const text = tree.get('rack.json');
  if (text === undefined) return undefined;
  try {
    const names = recordsOf(fieldAt(JSON.parse(text), 'facts.rack.blades')).map(({ name }) => String(name));
    return names.length > 0 ? names : undefined;
  } catch {
    return undefined;
  }
}
