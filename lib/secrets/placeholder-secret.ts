import { placeholder } from '../facts/encrypted-value';
import type { Manifest } from '../manifest/manifest';
import { encryptedValues } from './clear-part';
import type { SopsFile } from './sops/sops-file';
import { branchAt, textAt, textsOf } from './sops/tree';

/** The Secret as the API server will see it, but for its values: nothing here needs a key. */
export function placeholderSecret({ tree }: SopsFile): Manifest {
  const metadata = branchAt(tree, 'metadata');
  const { labels, annotations, ...rest } = Object.fromEntries(
    [...metadata].map(([key, node]) => [key, node instanceof Map ? Object.fromEntries(textsOf(node)) : node]),
  );
  const type = textAt(tree, 'type');
  return {
    apiVersion: textAt(tree, 'apiVersion') ?? '',
    kind: textAt(tree, 'kind') ?? '',
    metadata: {
      ...(rest as { name: string; namespace: string }),
      ...(labels === undefined ? {} : { labels: labels as Record<string, string> }),
      ...(annotations === undefined ? {} : { annotations: annotations as Record<string, string> }),
    },
    ...(type === undefined ? {} : { type }),
    stringData: Object.fromEntries(encryptedValues(tree).map(([key]) => [key, placeholder])),
  };
}
