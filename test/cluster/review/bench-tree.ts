import type { Manifest } from '../../../lib/manifest/manifest';
import { withField } from '../../../lib/manifest/field-path';
import { toYaml } from '../../../lib/manifest/yaml';
import { documentsIn } from '../../../lib/manifest/documents';
import { isManifest } from '../../../lib/review/changes';

/**
 * A tree as Flux of the bench can apply it: nothing is decrypted, no app waits for the health of another one (their pods
 * never run here), and Secrets are what stands in their files. What the review compares stays the same.
 */
export function benchTree(tree: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    [...tree].flatMap(([path, text]): [string, string][] => {
      if (!path.endsWith('.yaml')) return [];
      const objects = documentsIn(text).filter(isManifest).map(applicable);
      return [[path, objects.map((object) => toYaml(object)).join('---\n')]];
    }),
  );
}

function applicable(manifest: Manifest): Manifest {
  const left =
    manifest.kind === 'Kustomization'
      ? ['spec.decryption', 'spec.healthChecks', 'spec.healthCheckExprs', 'spec.dependsOn', 'spec.wait']
      : manifest.kind === 'Secret'
        ? ['sops']
        : [];
  const without = left.reduce((so, field) => withField(so, field, undefined), manifest);
  return manifest.kind === 'Kustomization' ? withField(without, 'spec.retryInterval', '2s') : without;
}
