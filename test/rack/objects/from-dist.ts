import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SecretOpener } from '../../cluster/dry-run/open-secret';
import { readTree } from '../../cluster/dry-run/read-tree';
import { isSealed } from '../../cluster/dry-run/stand-in-secret';
import { type KubeObject, objectId } from '../../cluster/kube/object';
import type { Certificate } from './certificates';
import { type Derived, type Peers, policyOf, withOwnReceiver, withPlainStore, withoutPlugins } from './derive';

/** Kinds that nothing in the box serves, with what is missing for it. */
const notServed: Record<string, string> = {
  HelmRelease: 'no helm-controller: what it installs is applied by the bench, with the values of the release',
  OCIRepository: 'no source-controller',
  HelmRepository: 'no source-controller',
  CiliumNetworkPolicy: 'no Cilium: a NetworkPolicy allows the same connections, without a look into them',
  Certificate: 'no cert-manager but in the scenario monitoring: elsewhere the box signs the Secret',
};

export interface DistOptions {
  /** `…/dist/<rack>`. */
  output: string;
  /** Text of a key file that opens the rack's Secrets. */
  ageIdentity: string;
  peers: Peers;
  /** Whether the backup plugin is there. @default false */
  backups?: boolean;
}

/** Kinds that only the backup plugin serves: applied with it. */
const ofPlugin = ['ObjectStore', 'ScheduledBackup'];

/** Where Alertmanager's Secret says whom to tell. */
const receivers = 'monitoring/Secret/alertmanager-receivers';

/**
 * The objects of some apps as they lie in `dist/`, Secrets opened, in the order given and then that of the files.
 *
 * @throws when an app has no folder or a Secret does not open
 */
export async function objectsOf(apps: readonly string[], options: DistOptions): Promise<Derived> {
  const opener = new SecretOpener(options.ageIdentity);
  const objects: KubeObject[] = [];
  for (const app of apps) {
    const folder = join(options.output, 'apps', app);
    if (!existsSync(folder)) throw new Error(`${folder} does not exist: the rack has no ${app}`);
    for (const { object, text } of readTree(folder).objects)
      objects.push(isSealed(object) ? await opener.open(object, text) : object);
  }
  return derivedFrom(objects, options);
}

/** What is applied of generated objects. */
export function derivedFrom(generated: readonly KubeObject[], options: DistOptions): Derived {
  const derived: Derived = { objects: [], differences: [], certificates: [] };
  for (const object of generated) addDerived(derived, object, options);
  return derived;
}

/** Adds what a box runs in the place of a generated object, and says where that differs. */
export function addDerived(
  { objects, differences, certificates }: Derived,
  object: KubeObject,
  { peers, backups = false }: DistOptions,
): void {
  const id = objectId(object);
  const reason = notServed[object.kind];
  if (reason !== undefined) differences.push(`${id} is not applied: ${reason}`);
  if (object.kind === 'CiliumNetworkPolicy') {
    const policy = policyOf(object, peers);
    if (policy) objects.push(policy);
  } else if (object.kind === 'Certificate') {
    certificates.push(object as Certificate);
  } else if (id === receivers) {
    objects.push(withOwnReceiver(object, peers.gateway));
    differences.push(`${id} leads to a receiver of the box, in plain HTTP`);
  } else if (backups) {
    const plain = withPlainStore(object);
    if (JSON.stringify(plain) !== JSON.stringify(object))
      differences.push(`${id} speaks plain HTTP to a store of the box that stands in for the provider's`);
    if (reason === undefined) objects.push(plain);
  } else if (object.kind === 'Cluster') {
    objects.push(withoutPlugins(object));
    differences.push(`${id} has no plugins until the scenario backups: no backup plugin`);
  } else if (reason === undefined && !ofPlugin.includes(object.kind)) objects.push(object);
}

/** Objects of some kinds as all apps of a rack have them, in the order of their files. */
export function ofKinds(output: string, kinds: readonly string[]): KubeObject[] {
  const { objects } = readTree(join(output, 'apps'));
  return objects.map(({ object }) => object).filter(({ kind }) => kinds.includes(kind));
}

/** What a HelmRelease of the rack tells its chart. */
export function valuesOf(output: string, app: string, release: string): Record<string, unknown> {
  const found = readTree(join(output, 'apps', app)).objects.find(
    ({ object }) => object.kind === 'HelmRelease' && object.metadata.name === release,
  );
  if (!found) throw new Error(`${app} has no HelmRelease ${release}`);
  return (found.object as KubeObject & { spec: { values?: Record<string, unknown> } }).spec.values ?? {};
}

/** Every image that pods and clusters among the objects name. */
export function imagesIn(objects: readonly unknown[]): string[] {
  const found = new Set<string>();
  const visit = (value: unknown, key = ''): void => {
    if (Array.isArray(value)) value.forEach((each) => visit(each, key));
    else if (typeof value === 'object' && value !== null)
      for (const [name, each] of Object.entries(value)) visit(each, name);
    else if (typeof value === 'string' && ['image', 'imageName', 'reference'].includes(key)) found.add(value);
  };
  visit(objects);
  return [...found].sort();
}
