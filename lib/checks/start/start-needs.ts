import { tierMark } from '../../facts/marks';
import { recordOf, recordsOf, textOf } from '../../manifest/field-path';
import { selects, toSelector } from '../../manifest/labels';
import { oncePer } from '../once-per';
import type { PodGroup, RackObject, RackView, WorkloadView } from '../rack-view';
import { referencesOf } from '../reference-sites';
import { podsBehind, serviceAddresses } from '../told/addresses';
import { toldConnections } from '../told/told-connections';
import { ownTexts } from '../told/told-texts';
import { imageNeeds } from './image-needs';
import type { StartNeed } from './start-need';

/** What pods need of other pods while they start, no matter who applied them and when. */
export const startNeeds: (view: RackView) => readonly StartNeed[] = oncePer(everyNeed);

function everyNeed(view: RackView): StartNeed[] {
  return [
    ...view.workloads.flatMap((workload) => [
      ...ofSecrets(workload, view),
      ...ofVolumes(workload, view),
      ...ofDevices(workload, view),
      ...ofWaiting(workload, view),
    ]),
    ...ofData(view),
    ...ofNetwork(view),
    ...ofOperators(view),
    ...ofWebhooks(view),
    ...imageNeeds(view),
  ].filter(({ from, on }) => from !== on);
}

/** Secrets that a program of the rack makes: a certificate, the login of a database. */
function ofSecrets({ id }: WorkloadView, view: RackView): StartNeed[] {
  return referencesTo('Secret', view)
    .filter(({ object, optional }) => object === id && optional !== true)
    .flatMap(({ object, path, namespace, name }) =>
      makersOf(namespace, name, view).map((on) => ({
        ...{ from: id, on, why: `its Secret ${namespace}/${name}`, object, path },
      })),
    );
}

function referencesTo(wanted: string, view: RackView) {
  return referencesOf(view).filter(({ kind }) => kind === wanted);
}

/** Pods that fill a Secret while they run; none for one that lies in the repository. */
function makersOf(namespace: string | undefined, name: string, view: RackView): string[] {
  if (view.secrets.some((each) => each.namespace === namespace && each.name === name)) return [];
  const isCertificate = view
    .ofKind('Certificate')
    .some((each) => each.namespace === namespace && each.spec.secretName === name);
  if (isCertificate) return podsOfGroup('cert-manager.io', view);
  const cluster = view
    .ofKind('Cluster')
    .find((each) => each.namespace === namespace && name.startsWith(`${each.name}-`) && isPostgres(each));
  return cluster ? podsOfGroup(cluster.group, view) : [];
}

function isPostgres({ group }: RackObject): boolean {
  return group === 'postgresql.cnpg.io';
}

/** The pods of the chart that brings a group of kinds: its operator, and the webhooks of it. */
function podsOfGroup(group: string, view: RackView): string[] {
  const apps = view.releases.filter(({ crdGroups }) => crdGroups.includes(group)).map(({ app }) => app);
  return podsOfApps(apps, view);
}

function podsOfApps(apps: readonly string[], view: RackView): string[] {
  const own = view.workloads.filter(({ object, kind }) => apps.includes(object.app) && kind !== 'CronJob');
  const made = view.operatorMade.filter(({ kind, app }) => kind === 'Pods' && app !== undefined && apps.includes(app));
  return [...own.map(({ id }) => id), ...made.map(({ namespace = 'default', name }) => `${namespace}/Pods/${name}`)];
}

/** Claims, by the driver of their class. */
function ofVolumes(workload: WorkloadView, view: RackView): StartNeed[] {
  const { id, template, namespace, volumeClaimTemplates } = workload;
  const templates = volumeClaimTemplates.map(({ spec }) => textOf(recordOf(spec).storageClassName));
  const volumes = recordsOf(template.spec.volumes);
  const claimed = volumes.map((volume) => {
    const name = textOf(recordOf(volume.persistentVolumeClaim).claimName) ?? '';
    const passing = recordOf(recordOf(recordOf(volume.ephemeral).volumeClaimTemplate).spec);
    const claim = view.find('PersistentVolumeClaim', namespace, name)?.object?.spec ?? passing;
    return textOf(claim.storageClassName);
  });
  const classes = new Set([...templates, ...claimed].flatMap((name) => name ?? []));
  return [...classes].flatMap((name) => driverNeeds(id, name, `${template.path}.volumes`, view));
}

function driverNeeds(id: string, className: string, path: string, view: RackView): StartNeed[] {
  const app = view.find('StorageClass', undefined, className)?.object?.app;
  if (app === undefined) return [];
  return podsOfApps([app], view).map((on) => ({ from: id, on, why: `its volume of ${className}`, object: id, path }));
}

/** Devices that a plug-in of ours offers the kubelet. */
function ofDevices({ id, containers }: WorkloadView, view: RackView): StartNeed[] {
  const asked = containers.flatMap(({ container, path }) =>
    Object.keys({ ...recordOf(container.resources?.limits), ...recordOf(container.resources?.requests) })
      .filter((name) => name.includes('/'))
      .map((name) => ({ name, path: `${path}.resources` })),
  );
  return asked.flatMap(({ name, path }) => {
    const [domain = ''] = name.split('/');
    return view.workloads
      .filter((other) => other.id !== id && other.kind === 'DaemonSet')
      .filter(({ containers: parts }) =>
        parts.some((part) => ownTexts(part, '').some(({ text }) => text.includes(domain))),
      )
      .map((other) => ({ from: id, on: other.id, why: `its device ${name}`, object: id, path }));
  });
}

/** What an init container is told, it asks before anything else starts. */
function ofWaiting({ id, containers }: WorkloadView, view: RackView): StartNeed[] {
  return containers
    .filter(({ role }) => role === 'init')
    .flatMap((placed) => ownTexts(placed, id))
    .flatMap(({ object, path, text }) =>
      serviceAddresses(text, view).flatMap(({ text: address, service }) =>
        podsBehind(service, view).map((on) => ({
          ...{ from: id, on: on.id, why: `its init container, which asks ${address}`, object, path },
        })),
      ),
    );
}

/** Databases, queues and stores: what a program is told of pods that hold data, it wants before it is ready. */
function ofData(view: RackView): StartNeed[] {
  const holdsData = (group: PodGroup) =>
    tierMark.in(group.labels) === 'data' || view.ofKind('Cluster').some((each) => each.id === group.id);
  return toldConnections(view)
    .filter(({ server }) => holdsData(server))
    .map(({ client, server, text, object, path }) => ({
      ...{ from: client.id, on: server.id, why: `its data at ${text}`, object, path },
    }));
}

/** Every pod has its address from the network's own pods; a program that is told a name asks DNS for it. */
function ofNetwork(view: RackView): StartNeed[] {
  const network = view.podGroups.filter(({ labels }) => labels['k8s-app'] === 'cilium');
  const names = view.podGroups.filter(({ id }) => id === 'kube-system/Pods/kube-dns');
  const told = new Map(toldConnections(view).map((each) => [each.client.id, each]));
  return view.podGroups.flatMap((group): StartNeed[] => {
    const address = network.map((on) => ({
      ...{ from: group.id, on: on.id, why: 'its address', object: group.id, path: '' },
    }));
    const asked = told.get(group.id);
    const name = asked
      ? names.map((on) => ({
          ...{ from: group.id, on: on.id, why: `the name ${asked.text}`, object: asked.object, path: asked.path },
        }))
      : [];
    return group.isOnHost ? name : [...address, ...name];
  });
}

/** Pods that an operator makes of a custom resource, with the volumes and the plug-ins that the resource names. */
function ofOperators(view: RackView): StartNeed[] {
  return view
    .ofKind('Cluster')
    .filter(isPostgres)
    .flatMap(({ id, group, spec }) => [
      ...podsOfGroup(group, view).map((on) => ({
        ...{ from: id, on, why: 'its operator', object: id, path: 'spec' },
      })),
      ...['storage', 'walStorage'].flatMap((field) => {
        const name = textOf(recordOf(spec[field]).storageClass);
        return name === undefined ? [] : driverNeeds(id, name, `spec.${field}.storageClass`, view);
      }),
    ]);
}

/** Webhooks about pods that refuse while nobody answers: no pod that they are about is made before theirs run. */
function ofWebhooks(view: RackView): StartNeed[] {
  return ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']
    .flatMap((kind) => view.ofKind(kind))
    .flatMap((configuration) =>
      recordsOf(configuration.manifest.webhooks).flatMap((hook, i) => {
        const service = recordOf(recordOf(hook.clientConfig).service);
        const found = view.find('Service', textOf(service.namespace), String(service.name));
        if (!found || hook.failurePolicy === 'Ignore' || !recordsOf(hook.rules).some(isAboutPods)) return [];
        const servers = podsBehind(found, view);
        return view.podGroups
          .filter((group) => isAsked(hook, group, view))
          .flatMap((group) =>
            servers.map((on) => ({
              ...{ from: group.id, on: on.id, why: `the webhook ${String(hook.name)}, which must allow it` },
              ...{ object: configuration.id, path: `webhooks[${textOf(hook.name) ?? i}]` },
            })),
          );
      }),
    );
}

function isAboutPods({ apiGroups, resources, operations }: Record<string, unknown>): boolean {
  const has = (list: unknown, ...values: string[]) =>
    !Array.isArray(list) || values.some((value) => list.includes(value));
  return has(apiGroups, '', '*') && has(resources, 'pods', '*', '*/*') && has(operations, 'CREATE', '*');
}

function isAsked(hook: Record<string, unknown>, { namespace, labels }: PodGroup, view: RackView): boolean {
  const home = view.find('Namespace', undefined, namespace)?.object?.manifest.metadata.labels ?? {};
  const byHome = toSelector(hook.namespaceSelector);
  const byPod = toSelector(hook.objectSelector);
  return (
    (!byHome || selects(byHome, { ...home, 'kubernetes.io/metadata.name': namespace })) &&
    (!byPod || selects(byPod, labels))
  );
}
