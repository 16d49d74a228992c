import { type KubeObject, conditionOf, isTrue, objectId } from '../../cluster/kube/object';
import { waitFor } from '../../cluster/kube/wait';
import { certificatesWanted } from '../cert-manager-apps';
import { applyAll } from '../objects/apply';
import { whyPodsWait } from './apps';
import { type Shown, chainFaults, refusalByOpenssl } from './chains';
import { containerFaults } from './containers';
import { endedContainers } from './ended-containers';
import type { RackContext } from './scenario';

export const certManagerNamespace = 'cert-manager';
const readySeconds = 240;
/** In a round of which each request waits half a minute for a webhook that nobody reaches, all are tried. */
const appliedSeconds = 120;
/** A key, a request, its approval, a signature and a Secret; first those of the authority, then of all whom it signs for. */
const issuedSeconds = 180;

interface Issued extends KubeObject {
  spec: { dnsNames?: string[]; secretName: string; isCA?: boolean };
}

interface Deployment extends KubeObject {
  spec: { replicas?: number };
  status?: { readyReplicas?: number };
}

/**
 * Brings up cert-manager and lets it issue all Certificates of the rack: each must be one that a client believes who trusts
 * the rack's authority alone.
 *
 * @returns what was seen, and what was wrong with it
 * @throws when a program is not Ready, an object is refused or a Certificate is not issued in time
 */
export async function issueCertificates(context: RackContext): Promise<{ shown: string; failures: string[] }> {
  const { box, apps, say } = context;
  const { programs, certificates } = apps.certManager;
  await applyAll(box.bench, programs, appliedSeconds);
  const started = await programsReady(context);
  say(`${started.join(', ')} Ready`);
  await applyAll(box.bench, certificates, appliedSeconds);
  const since = Date.now();
  const wanted = certificatesWanted(certificates);
  const issued = await allIssued(context, wanted);
  const seconds = Math.round((Date.now() - since) / 1000);
  say(`${wanted.join(', ')} issued after ${seconds} s`);
  return {
    shown: `${wanted.length} Certificates issued after ${seconds} s, believed by their names`,
    failures: [
      ...(await containerFaults(context, ['controller', 'webhook', 'cainjector'])),
      ...(await chains(context, issued)),
      ...(await boundFaults(context, issued)),
      ...(await webhookFaults(context)),
    ],
  };
}

/** Waits until all Deployments have their pods. @returns their names @throws with those that have not, and why */
async function programsReady(context: RackContext): Promise<string[]> {
  const { client } = context.box.bench;
  let late: string[] = [];
  try {
    return await waitFor(
      'cert-manager to be Ready',
      readySeconds,
      async () => {
        const all = await client.list<Deployment>('apps/v1', 'Deployment', certManagerNamespace);
        late = all
          .filter(({ spec, status }) => (status?.readyReplicas ?? 0) < (spec.replicas ?? 1))
          .map((each) => `${objectId(each)} has ${each.status?.readyReplicas ?? 0} of ${each.spec.replicas ?? 1} pods`);
        return all.length > 0 && late.length === 0 ? all.map(({ metadata }) => metadata.name) : undefined;
      },
      1000,
    );
  } catch {
    const why = [
      ...(await endedContainers(context, certManagerNamespace)),
      await whyPodsWait(context, [certManagerNamespace]),
    ].join('\n');
    throw new Error(`cert-manager is not Ready after ${readySeconds} s: ${late.join('; ')}\n${why}`);
  }
}

/** Waits until Certificates of these names are Ready. @throws with those that are not, and what cert-manager says of them */
async function allIssued(context: RackContext, wanted: readonly string[]): Promise<Issued[]> {
  const { client } = context.box.bench;
  let late: string[] = [];
  try {
    return await waitFor(
      'Certificates',
      issuedSeconds,
      async () => {
        const all = await client.list<Issued>('cert-manager.io/v1', 'Certificate');
        const found = all.filter((each) => wanted.includes(objectId(each)) && isTrue(each, 'Ready'));
        late = wanted
          .filter((id) => !found.some((each) => objectId(each) === id))
          .map((id) => {
            const there = all.find((each) => objectId(each) === id);
            return `${id}: ${there ? (conditionOf(there, 'Ready')?.message ?? 'cert-manager says nothing of it') : 'it is not there'}`;
          });
        return late.length === 0 ? found : undefined;
      },
      500,
    );
  } catch {
    throw new Error(`not issued after ${issuedSeconds} s:\n${late.join('\n')}`);
  }
}

/** The rack's own authority: the one that may sign for others. @throws when none is */
function authorityOf(issued: readonly Issued[]): Issued {
  const found = issued.find(({ spec }) => spec.isCA);
  if (found === undefined) throw new Error('no Certificate of the rack is an authority');
  return found;
}

/** @throws when the Secret of a Certificate is not there or lacks a key */
async function shownBy({ box }: RackContext, { metadata, spec }: Issued): Promise<Shown> {
  const secret = await box.bench.client.get<KubeObject & { data?: Record<string, string> }>(
    'v1',
    'Secret',
    metadata.namespace,
    spec.secretName,
  );
  const text = (key: keyof Shown) => {
    const value = secret?.data?.[key];
    if (value === undefined) throw new Error(`${metadata.namespace}/Secret/${spec.secretName} has no ${key}`);
    return Buffer.from(value, 'base64').toString('utf8');
  };
  return { 'ca.crt': text('ca.crt'), 'tls.crt': text('tls.crt'), 'tls.key': text('tls.key') };
}

async function chains(context: RackContext, issued: readonly Issued[]): Promise<string[]> {
  const authority = (await shownBy(context, authorityOf(issued)))['tls.crt'];
  const faults: string[] = [];
  for (const each of issued)
    faults.push(...chainFaults(objectId(each), await shownBy(context, each), authority, each.spec.dnsNames ?? []));
  return faults;
}

const issuedByRack = { kind: 'ClusterIssuer', name: 'rack-ca', group: 'cert-manager.io' };

/** A Certificate of ours, beside those of the rack. */
function certificate(name: string, dnsName: string, more: object = {}): Issued {
  const spec = { dnsNames: [dnsName], secretName: name, issuerRef: issuedByRack, ...more };
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, namespace: certManagerNamespace },
    spec,
  };
}

/** What the authority signs for a name outside of the rack must be believed by nobody: its name constraints see to that. */
async function boundFaults(context: RackContext, issued: readonly Issued[]): Promise<string[]> {
  const { client } = context.box.bench;
  const host = 'shop.example.org';
  const outside = certificate('outside-of-the-rack', host);
  const authority = authorityOf(issued);
  await client.apply(outside);
  const [made] = await allIssued(context, [objectId(outside)]);
  const refusal = refusalByOpenssl(
    (await shownBy(context, authority))['tls.crt'],
    (await shownBy(context, made!))['tls.crt'],
    host,
  );
  await client.remove(outside);
  const secret = { name: outside.spec.secretName, namespace: certManagerNamespace };
  await client.remove({ apiVersion: 'v1', kind: 'Secret', metadata: secret });
  if (refusal?.includes('subtree violation')) return [];
  return [`${objectId(authority)} vouches for ${host}: ${refusal ?? 'a client believes it'}`];
}

/** The API server asks the webhook, through the rack's policies: what cert-manager must refuse is refused, and by it. */
async function webhookFaults(context: RackContext): Promise<string[]> {
  const { client } = context.box.bench;
  const early = certificate('renewed-before-it-begins', 'any.rack.home.arpa', { duration: '1h', renewBefore: '2h' });
  const refusal = await client.apply(early).then(
    () => undefined,
    (error: Error) => error.message,
  );
  if (refusal === undefined) {
    await client.remove(early);
    return [`${objectId(early)} was taken, although it is renewed before it begins`];
  }
  if (/webhook "webhook\.cert-manager\.io" denied the request: .*renewBefore/.test(refusal)) return [];
  return [`${objectId(early)} was refused, but not by cert-manager's webhook: ${refusal}`];
}
