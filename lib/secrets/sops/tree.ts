/**
 * A YAML document as SOPS hashes it: leaves in document order. Maps instead of objects, because a key such as "10"
 * would jump to the front of an object and break the MAC.
 */
export type Tree = Map<string, Tree | Leaf>;
/** Numbers, dates, null and lists are refused: SOPS rewrites or skips them, and a Secret needs none. */
export type Leaf = string | boolean;

export interface LeafAt {
  path: string[];
  value: Leaf;
}

export function leavesOf(tree: Tree, above: string[] = []): LeafAt[] {
  return [...tree].flatMap(([key, node]) =>
    node instanceof Map ? leavesOf(node, [...above, key]) : [{ path: [...above, key], value: node }],
  );
}

/** Branch below a path; an empty one when there is none. */
export function branchAt(tree: Tree, ...path: string[]): Tree {
  let branch = tree;
  for (const key of path) {
    const next = branch.get(key);
    if (!(next instanceof Map)) return new Map();
    branch = next;
  }
  return branch;
}

/** Leaf below a path, when it is a string. */
export function textAt(tree: Tree, ...path: string[]): string | undefined {
  const leaf = branchAt(tree, ...path.slice(0, -1)).get(path.at(-1) ?? '');
  return typeof leaf === 'string' ? leaf : undefined;
}

/** Strings of a branch as entries; what is no string is left out. */
export function textsOf(branch: Tree): [string, string][] {
  return [...branch].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}
