import { recordOf, recordsOf } from '../manifest/field-path';
import { elementName } from '../manifest/pod-templates';
import type { PlacedContainer } from '../manifest/pod-templates';
import type { KeyRef, NameRef, ProjectedSource, Volume } from '../manifest/pod-spec';
import type { WorkloadView } from './rack-view';
import type { Note } from './reference';

/** Everything that a pod names, in whatever container or volume. */
export function podReferences(
  {
    template,
    containers,
    volumeClaimTemplates,
  }: Pick<WorkloadView, 'template' | 'containers' | 'volumeClaimTemplates'>,
  note: Note,
): void {
  const { spec, path } = template;
  note(`${path}.serviceAccountName`, spec.serviceAccountName ?? 'default', { kind: 'ServiceAccount' });
  note(`${path}.priorityClassName`, spec.priorityClassName, { kind: 'PriorityClass' });
  recordsOf(spec.imagePullSecrets).forEach(({ name }, i) =>
    note(`${path}.imagePullSecrets[${i}]`, name, { kind: 'Secret' }),
  );
  containers.forEach((placed) => containerReferences(placed, note));
  recordsOf(spec.volumes).forEach((volume: Volume, i) =>
    volumeReferences(volume, `${path}.volumes[${elementName(volume, i)}]`, note),
  );
  volumeClaimTemplates.forEach((claim, i) =>
    note(
      `spec.volumeClaimTemplates[${elementName(claim.metadata, i)}].spec.storageClassName`,
      recordOf(claim.spec).storageClassName,
      { kind: 'StorageClass' },
    ),
  );
}

function containerReferences({ container, path }: PlacedContainer, note: Note): void {
  recordsOf(container.env).forEach((variable, i) => {
    const { configMapKeyRef, secretKeyRef } = recordOf(variable.valueFrom);
    const at = `${path}.env[${elementName(variable, i)}].valueFrom`;
    keyOf(`${at}.configMapKeyRef`, 'ConfigMap', configMapKeyRef as KeyRef | undefined, note);
    keyOf(`${at}.secretKeyRef`, 'Secret', secretKeyRef as KeyRef | undefined, note);
  });
  recordsOf(container.envFrom).forEach(({ configMapRef, secretRef }, i) => {
    keyOf(`${path}.envFrom[${i}].configMapRef`, 'ConfigMap', configMapRef as NameRef | undefined, note);
    keyOf(`${path}.envFrom[${i}].secretRef`, 'Secret', secretRef as NameRef | undefined, note);
  });
}

function keyOf(path: string, kind: string, ref: KeyRef | undefined, note: Note): void {
  if (ref) note(path, ref.name, { kind, key: ref.key, optional: ref.optional === true });
}

function volumeReferences(volume: Volume, path: string, note: Note): void {
  const { configMap, secret, persistentVolumeClaim, projected } = volume;
  keysOf(`${path}.configMap`, 'ConfigMap', configMap, note);
  keysOf(`${path}.secret`, 'Secret', secret && { ...secret, name: secret.secretName }, note);
  note(`${path}.persistentVolumeClaim`, persistentVolumeClaim?.claimName, { kind: 'PersistentVolumeClaim' });
  recordsOf(projected?.sources).forEach((source: ProjectedSource, i) => {
    keysOf(`${path}.projected.sources[${i}].configMap`, 'ConfigMap', source.configMap, note);
    keysOf(`${path}.projected.sources[${i}].secret`, 'Secret', source.secret, note);
  });
}

function keysOf(path: string, kind: string, ref: ProjectedSource['configMap'], note: Note): void {
  if (!ref) return;
  const optional = ref.optional === true;
  note(path, ref.name, { kind, optional });
  for (const item of recordsOf(ref.items)) note(`${path}.items`, ref.name, { kind, key: String(item.key), optional });
}
