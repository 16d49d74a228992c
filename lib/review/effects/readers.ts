import { documentsIn } from '../../manifest/documents';
import { isRecord, recordsOf } from '../../manifest/field-path';
import { type Manifest, objectId } from '../../manifest/manifest';
import { containersOf, podTemplatesOf } from '../../manifest/pod-templates';
import type { PodSpec } from '../../manifest/pod-spec';
import { type TreeTexts, isManifest } from '../changes';

/** A workload whose pods read a ConfigMap or a Secret. */
export interface Reader {
  id: string;
  /** The kubelet brings a changed value into the running pod; whether the program looks is its own business. */
  isMounted: boolean;
}

/** Kinds with pods whose files may name what they read. */
const files = /\/(?:Deployment|StatefulSet|DaemonSet|CronJob|Job|Cluster)\.[^/]+\.yaml$/;

/** Workloads of a tree that read a ConfigMap or Secret. Only files that have its name in them are parsed. */
export function readersOf(tree: TreeTexts, { kind, metadata: { name, namespace } }: Manifest): Reader[] {
  return [...tree].flatMap(([path, text]) => {
    if (!files.test(path) || !text.includes(name)) return [];
    return documentsIn(text)
      .filter(isManifest)
      .filter((manifest) => manifest.metadata.namespace === namespace)
      .flatMap((manifest): Reader[] => {
        const uses = podTemplatesOf(manifest).flatMap((template) => usesIn(template.spec, template, kind, name));
        return uses.length === 0 ? [] : [{ id: objectId(manifest), isMounted: uses.includes('mounted') }];
      });
  });
}

type Use = 'mounted' | 'at start';

function usesIn(spec: PodSpec, template: Parameters<typeof containersOf>[0], kind: string, name: string): Use[] {
  const isConfig = kind === 'ConfigMap';
  const names = (ref: { name?: unknown } | undefined) => ref?.name === name;
  const volumes = recordsOf(spec.volumes).filter(({ configMap, secret, projected }) => {
    if (isConfig ? names(configMap as { name?: string }) : isRecord(secret) && secret['secretName'] === name)
      return true;
    const sources = isRecord(projected) ? recordsOf(projected['sources']) : [];
    return sources.some((source) => names((isConfig ? source['configMap'] : source['secret']) as { name?: string }));
  });
  const mounted = new Set(volumes.map((volume) => volume['name']));
  return containersOf(template).flatMap(({ container }): Use[] => {
    const { env, envFrom, volumeMounts } = container;
    const fromEnv =
      recordsOf(env).some(({ valueFrom }) => {
        const from = (valueFrom ?? {}) as Record<string, { name?: string } | undefined>;
        return names(isConfig ? from['configMapKeyRef'] : from['secretKeyRef']);
      }) ||
      recordsOf(envFrom).some(({ configMapRef, secretRef }) =>
        names((isConfig ? configMapRef : secretRef) as { name?: string }),
      );
    const mounts = recordsOf(volumeMounts).filter((mount) => mounted.has(mount['name']));
    // A file that is mounted by itself is never replaced.
    const whole = mounts.some(({ subPath, subPathExpr }) => subPath === undefined && subPathExpr === undefined);
    return [
      ...(fromEnv || (mounts.length > 0 && !whole) ? ['at start' as const] : []),
      ...(whole ? ['mounted' as const] : []),
    ];
  });
}
