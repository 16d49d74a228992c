import type { Manifest } from '../../../lib/manifest/manifest';
import { withField } from '../../../lib/manifest/field-path';
import { toYaml } from '../../../lib/manifest/yaml';
import { documentsIn } from '../../../lib/manifest/documents';
import { isManifest } from '../../../lib/review/changes';

/**
 * Trees as Flux of the bench can apply them: nothing is decrypted, no app waits for the health of another one (their pods
 * never run here), and Secrets are what stands in their files. What the review compares stays the same. Hundreds of trees
 * share nearly all of their files, so each text is read once.
 */
export function benchTrees(): (tree: ReadonlyMap<string, string>) => Map<string, string> {
  const known = new Map<string, string>();
  const read = (text: string): string => {
    const applied =
      known.get(text) ??
      documentsIn(text)
        .filter(isManifest)
        .map(applicable)
        .map((object) => toYaml(object))
        .join('---\n');
    known.set(text, applied);
    return applied;
  };
  return (tree) =>
    new Map(
      [...tree]
        .filter(([path]) => path.endsWith('.yaml') && !ofDataGuard.test(path))
        .map(([path, text]) => [path, read(text)]),
    );
}

/** Its policies refuse some of the deletions that are tried here; `guard` judges them by themselves. */
const ofDataGuard = /^apps\/data-guard\/|^flux\/Kustomization\.data-guard\.yaml$/;

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
