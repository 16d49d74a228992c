import type { SopsFile } from './sops-file';
import type { Leaf, Tree } from './tree';

const indent = '    ';

/**
 * The bytes of a file, laid out as SOPS itself lays them out, so that its own edits change few lines.
 *
 * Anything that YAML 1.1 might read as something other than a string is quoted: SOPS reads an unquoted date as a time
 * and 0644 as a number, and writes them back as such.
 */
export function printSopsFile({ tree, sops }: SopsFile): string {
  const keys = sops.age.flatMap(({ recipient, enc }) => [
    `${indent.repeat(2)}- enc: |`,
    ...enc
      .trimEnd()
      .split('\n')
      .map((line) => indent.repeat(3) + line),
    `${indent.repeat(2)}  recipient: ${scalar(recipient)}`,
  ]);
  const { encrypted_regex, lastmodified, mac, version } = sops;
  const rest = Object.entries({ encrypted_regex, lastmodified, mac, version });
  const metadata = rest.map(([key, value]) => `${indent}${key}: ${scalar(value)}`);
  return [...printTree(tree, ''), 'sops:', `${indent}age:`, ...keys, ...metadata, ''].join('\n');
}

function printTree(tree: Tree, margin: string): string[] {
  return [...tree].flatMap(([key, node]) => {
    const label = `${margin}${scalar(key)}:`;
    if (!(node instanceof Map)) return [`${label} ${scalar(node)}`];
    return node.size === 0 ? [`${label} {}`] : [label, ...printTree(node, margin + indent)];
  });
}

/** Starts like a word, a version or our regular expression, and holds nothing that YAML gives a meaning. */
const plain = /^(?:[A-Za-z^]|\d+\.\d+\.\d+$)[A-Za-z0-9_./+=,:@()$|[\]-]*$/;
const meansSomethingElse = /^(?:y|yes|n|no|on|off|true|false|null|e[-+]?\d+)$|:$/i;

function scalar(leaf: Leaf): string {
  if (typeof leaf === 'boolean') return String(leaf);
  return plain.test(leaf) && !meansSomethingElse.test(leaf) ? leaf : JSON.stringify(leaf);
}
