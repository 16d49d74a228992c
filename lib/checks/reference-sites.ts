import { elementName } from '../manifest/pod-templates';
import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import { oncePer } from './once-per';
import { podReferences } from './pod-references';
import type { RackObject, RackView } from './rack-view';
import type { Note, Reference } from './reference';

const clusterWide: ReadonlySet<string> = new Set([
  'ClusterImageCatalog',
  'ClusterIssuer',
  'ClusterRole',
  'GatewayClass',
  'IngressClass',
  'Namespace',
  'PriorityClass',
  'StorageClass',
]);

/** Every reference of every object; a dozen rules read them. */
export const referencesOf: (view: RackView) => readonly Reference[] = oncePer(gather);

/** Pods first, then the fields that each kind keeps names in. */
function gather(view: RackView): Reference[] {
  const references: Reference[] = [];
  const noter =
    (object: RackObject): Note =>
    (path, name, target) => {
      const text = textOf(name);
      if (text === undefined) return;
      const namespace = clusterWide.has(target.kind) ? undefined : (target.namespace ?? object.namespace);
      references.push({ object: object.id, path, name: text, ...target, namespace });
    };
  for (const workload of view.workloads) podReferences(workload, noter(workload.object));
  for (const object of view.objects) sites[object.kind]?.(object, noter(object));
  return references;
}

const sites: Readonly<Record<string, (object: RackObject, note: Note) => void>> = {
  StatefulSet: ({ spec }, note) => note('spec.serviceName', spec.serviceName, { kind: 'Service' }),
  PersistentVolumeClaim: ({ spec }, note) =>
    note('spec.storageClassName', spec.storageClassName, { kind: 'StorageClass' }),
  ServiceAccount: ({ manifest }, note) =>
    recordsOf(manifest.imagePullSecrets).forEach(({ name }, i) =>
      note(`imagePullSecrets[${i}].name`, name, { kind: 'Secret' }),
    ),
  HorizontalPodAutoscaler: ({ spec }, note) => {
    const { kind, name } = recordOf(spec.scaleTargetRef);
    note('spec.scaleTargetRef', name, { kind: String(kind) });
  },
  APIService: ({ spec }, note) => {
    const { name, namespace, port } = recordOf(spec.service);
    note('spec.service', name, { kind: 'Service', namespace: textOf(namespace), port: Number(port ?? 443) });
  },
  RoleBinding: binding,
  ClusterRoleBinding: binding,
  Gateway: gateway,
  HTTPRoute: route,
  GRPCRoute: route,
  TLSRoute: route,
  Certificate: ({ spec }, note) => {
    const { name, kind, group } = recordOf(spec.issuerRef);
    if (group === undefined || group === 'cert-manager.io') {
      note('spec.issuerRef', name, { kind: textOf(kind) ?? 'Issuer' });
    }
  },
  Issuer: ({ spec }, note) => note('spec.ca.secretName', recordOf(spec.ca).secretName, { kind: 'Secret' }),
  ClusterIssuer: ({ spec }, note) => {
    const kept = { kind: 'Secret', namespace: 'cert-manager' };
    note('spec.ca.secretName', recordOf(spec.ca).secretName, kept);
    recordsOf(recordOf(spec.acme).solvers).forEach(({ dns01 }, i) => {
      for (const [provider, settings] of Object.entries(recordOf(dns01))) {
        for (const [field, ref] of Object.entries(recordOf(settings)).filter(([field]) =>
          field.endsWith('SecretRef'),
        )) {
          const { name, key } = recordOf(ref);
          note(`spec.acme.solvers[${i}].dns01.${provider}.${field}`, name, { ...kept, key: textOf(key) });
        }
      }
    });
  },
  Cluster: postgresCluster,
  ObjectStore: objectStore,
  Backup: ofCluster,
  Database: ofCluster,
  DatabaseRole: ofCluster,
  Pooler: ofCluster,
  Publication: ofCluster,
  ScheduledBackup: ofCluster,
  Subscription: ofCluster,
  HelmRelease: helmRelease,
  Kustomization: kustomization,
  GitRepository: fluxSource,
  HelmRepository: fluxSource,
  OCIRepository: fluxSource,
};

function binding({ manifest }: RackObject, note: Note): void {
  const { kind, name } = recordOf(manifest.roleRef);
  if (textOf(name) && !/^system:/.test(String(name))) note('roleRef', name, { kind: String(kind) });
  recordsOf(manifest.subjects).forEach((subject, i) => {
    if (subject.kind === 'ServiceAccount') {
      note(`subjects[${elementName(subject, i)}]`, subject.name, {
        kind: 'ServiceAccount',
        namespace: textOf(subject.namespace),
      });
    }
  });
}

function gateway({ spec }: RackObject, note: Note): void {
  note('spec.gatewayClassName', spec.gatewayClassName, { kind: 'GatewayClass' });
  recordsOf(spec.listeners).forEach((listener, i) =>
    recordsOf(recordOf(listener.tls).certificateRefs).forEach(({ name, namespace }, j) =>
      note(`spec.listeners[${elementName(listener, i)}].tls.certificateRefs[${j}]`, name, {
        kind: 'Secret',
        namespace: textOf(namespace),
      }),
    ),
  );
}

function route({ spec }: RackObject, note: Note): void {
  recordsOf(spec.parentRefs).forEach(({ name, namespace, kind }, i) =>
    note(`spec.parentRefs[${i}]`, name, { kind: textOf(kind) ?? 'Gateway', namespace: textOf(namespace) }),
  );
  recordsOf(spec.rules).forEach((rule, i) =>
    recordsOf(rule.backendRefs).forEach((backend, j) =>
      note(`spec.rules[${i}].backendRefs[${j}]`, backend.name, {
        kind: textOf(backend.kind) ?? 'Service',
        namespace: textOf(backend.namespace),
        ...(typeof backend.port === 'number' && { port: backend.port }),
      }),
    ),
  );
}

function postgresCluster({ spec, group }: RackObject, note: Note): void {
  if (group !== 'postgresql.cnpg.io') return;
  for (const storage of ['storage', 'walStorage']) {
    note(`spec.${storage}.storageClass`, recordOf(spec[storage]).storageClass, { kind: 'StorageClass' });
  }
  note('spec.priorityClassName', spec.priorityClassName, { kind: 'PriorityClass' });
  const catalog = recordOf(spec.imageCatalogRef);
  note('spec.imageCatalogRef', catalog.name, { kind: textOf(catalog.kind) ?? 'ImageCatalog' });
  note('spec.superuserSecret', recordOf(spec.superuserSecret).name, { kind: 'Secret' });
  note('spec.bootstrap.initdb.secret', recordOf(recordOf(recordOf(spec.bootstrap).initdb).secret).name, {
    kind: 'Secret',
  });
  recordsOf(recordOf(spec.managed).roles).forEach((role, i) =>
    note(`spec.managed.roles[${elementName(role, i)}].passwordSecret`, recordOf(role.passwordSecret).name, {
      kind: 'Secret',
    }),
  );
  recordsOf(spec.plugins).forEach((plugin, i) => barmanStore(plugin, `spec.plugins[${elementName(plugin, i)}]`, note));
  recordsOf(spec.externalClusters).forEach((cluster, i) => {
    const path = `spec.externalClusters[${elementName(cluster, i)}]`;
    barmanStore(recordOf(cluster.plugin), `${path}.plugin`, note);
    keyed(`${path}.password`, cluster.password, note);
  });
}

function barmanStore(plugin: Record<string, unknown>, path: string, note: Note): void {
  note(`${path}.parameters.barmanObjectName`, recordOf(plugin.parameters).barmanObjectName, { kind: 'ObjectStore' });
}

function objectStore({ spec }: RackObject, note: Note): void {
  const configuration = recordOf(spec.configuration);
  keyed('spec.configuration.endpointCA', configuration.endpointCA, note);
  for (const [field, ref] of Object.entries(recordOf(configuration.s3Credentials))) {
    keyed(`spec.configuration.s3Credentials.${field}`, ref, note);
  }
}

function keyed(path: string, ref: unknown, note: Note): void {
  const { name, key } = recordOf(ref);
  note(path, name, { kind: 'Secret', key: textOf(key) });
}

function ofCluster({ spec, group }: RackObject, note: Note): void {
  if (group === 'postgresql.cnpg.io') note('spec.cluster', recordOf(spec.cluster).name, { kind: 'Cluster' });
}

function helmRelease({ spec }: RackObject, note: Note): void {
  flux('spec.chartRef', spec.chartRef, note);
  flux('spec.chart.spec.sourceRef', recordOf(recordOf(spec.chart).spec).sourceRef, note);
  valuesFrom('spec.valuesFrom', spec.valuesFrom, note);
  recordsOf(spec.dependsOn).forEach(({ name, namespace }, i) =>
    note(`spec.dependsOn[${i}]`, name, { kind: 'HelmRelease', namespace: textOf(namespace) }),
  );
}

function kustomization({ spec, group }: RackObject, note: Note): void {
  if (group !== 'kustomize.toolkit.fluxcd.io') return;
  flux('spec.sourceRef', spec.sourceRef, note);
  note('spec.decryption.secretRef', recordOf(recordOf(spec.decryption).secretRef).name, { kind: 'Secret' });
  valuesFrom('spec.postBuild.substituteFrom', recordOf(spec.postBuild).substituteFrom, note);
}

function flux(path: string, ref: unknown, note: Note): void {
  const { kind, name, namespace } = recordOf(ref);
  note(path, name, { kind: String(kind), namespace: textOf(namespace) });
}

function valuesFrom(path: string, list: unknown, note: Note): void {
  recordsOf(list).forEach(({ kind, name, valuesKey, optional }, i) => {
    note(`${path}[${i}]`, name, { kind: String(kind), key: textOf(valuesKey), optional: optional === true });
  });
}

function fluxSource({ spec }: RackObject, note: Note): void {
  note('spec.secretRef', recordOf(spec.secretRef).name, { kind: 'Secret' });
}
