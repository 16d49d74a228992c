import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComponentName } from '../build/component-table';
import { KubeClient } from '../kube/client';
import { waitFor } from '../kube/wait';
import { talosAdmission } from './admission';
import { type Egress, startEgress } from './egress';
import { freePorts } from './free-ports';
import { type Pki, createPki, writeKubeconfig } from './pki';
import type { Processes } from './processes';

/** What a bench runs: the API server alone judges objects; with its controllers it is a cluster. */
export type Extent = 'api' | 'cluster';

export const apiPrograms = ['etcd', 'kube-apiserver'] as const;
export const clusterPrograms = [...apiPrograms, 'kube-controller-manager', 'kube-scheduler'] as const;

export interface ControlPlane {
  client: KubeClient;
  /** kubeconfig of a cluster administrator. */
  kubeconfig: string;
  server: string;
  egress: Egress;
  pki: Pki;
  /** Whether the API server answers that it is ready. */
  answers(): Promise<boolean>;
  /** How many objects lie in etcd, events left out. */
  storedObjects(): Promise<number>;
}

/** Where the API server can be reached. */
export interface Reach {
  address: string;
  /** @default - any free port */
  port?: number;
  /** Real kubelets run the pods: the API server reaches them, webhooks and aggregated servers by the pods' network. */
  kubelets: boolean;
}

const loopback: Reach = { address: '127.0.0.1', kubelets: false };

export const serviceRange = '10.96.0.0/16';
export const podRange = '10.244.0.0/16';

/** etcd and kube-apiserver, answering; the controllers too unless `extent` is 'api'. */
export async function startControlPlane(
  folder: string,
  programs: Partial<Record<ComponentName, string>>,
  processes: Processes,
  { extent, nodeGraceSeconds, reach = loopback }: { extent: Extent; nodeGraceSeconds: number; reach?: Reach },
): Promise<ControlPlane> {
  const [etcdPort, etcdPeerPort, freePort, managerPort, schedulerPort] = (await freePorts(5)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const { address, port: apiPort = freePort } = reach;
  const pki = createPki(folder, ['127.0.0.1', ...(address === '127.0.0.1' ? [] : [address])]);
  const egress = await startEgress(folder);
  const server = `https://${address}:${apiPort}`;
  const kubeconfig = writeKubeconfig(join(folder, 'kubeconfig'), server, pki, pki.admin);
  const client = new KubeClient({
    host: address,
    port: apiPort,
    ca: readFileSync(pki.ca.cert, 'utf8'),
    cert: readFileSync(pki.admin.cert, 'utf8'),
    key: readFileSync(pki.admin.key, 'utf8'),
  });

  const answers = async () => (await client.once('GET', '/readyz').catch(() => undefined))?.status === 200;
  const storedObjects = async () =>
    (await countKeys(etcdPort, '/registry/')) - (await countKeys(etcdPort, '/registry/events/'));
  processes.start('etcd', programs.etcd!, etcdArguments(folder, etcdPort, etcdPeerPort));
  processes.start('kube-apiserver', programs['kube-apiserver']!, [
    ...apiServerArguments(folder, pki, apiPort, etcdPort),
    ...(reach.kubelets ? reachingKubelets(pki, reach) : reachingStandIns(reach, egress)),
  ]);
  await waitFor('kube-apiserver to answer', 90, async () => {
    processes.check();
    return (await answers()) || undefined;
  });
  if (extent === 'cluster') {
    const manager = writeKubeconfig(join(folder, 'controller-manager.conf'), server, pki, pki.controllerManager);
    const scheduler = writeKubeconfig(join(folder, 'scheduler.conf'), server, pki, pki.scheduler);
    const managerProgram = programs['kube-controller-manager']!;
    processes.start('kube-controller-manager', managerProgram, [
      ...managerArguments(manager, pki, managerPort),
      // Blades of the box have fixed ranges of pod addresses.
      ...(reach.kubelets ? [] : ['--allocate-node-cidrs', `--cluster-cidr=${podRange}`]),
      `--node-monitor-grace-period=${nodeGraceSeconds}s`,
    ]);
    processes.start('kube-scheduler', programs['kube-scheduler']!, controllerArguments(scheduler, schedulerPort));
  }
  return { client, kubeconfig, server, egress, pki, answers, storedObjects };
}

/** Asks etcd's JSON gateway; the API server's own metric is up to a minute old. */
async function countKeys(port: number, prefix: string): Promise<number> {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const end = `${prefix.slice(0, -1)}0`; // the character after '/': all keys with this prefix
  const body = JSON.stringify({ key: base64(prefix), range_end: base64(end), count_only: true });
  const answer = await fetch(`http://127.0.0.1:${port}/v3/kv/range`, { method: 'POST', body });
  return Number(((await answer.json()) as { count?: string }).count ?? 0);
}

function etcdArguments(folder: string, port: number, peerPort: number): string[] {
  const [url, peerUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${peerPort}`];
  return [
    `--data-dir=${join(folder, 'etcd')}`,
    '--unsafe-no-fsync', // nothing here outlives the bench
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    `--listen-peer-urls=${peerUrl}`,
    `--initial-advertise-peer-urls=${peerUrl}`,
    `--initial-cluster=default=${peerUrl}`,
  ];
}

function apiServerArguments(folder: string, pki: Pki, port: number, etcdPort: number): string[] {
  const admission = join(folder, 'admission.json');
  writeFileSync(admission, JSON.stringify(talosAdmission));
  return [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    `--secure-port=${port}`,
    `--service-cluster-ip-range=${serviceRange}`,
    '--authorization-mode=Node,RBAC',
    `--client-ca-file=${pki.ca.cert}`,
    `--requestheader-client-ca-file=${pki.ca.cert}`,
    '--requestheader-allowed-names=front-proxy-client',
    `--tls-cert-file=${pki.apiServer.cert}`,
    `--tls-private-key-file=${pki.apiServer.key}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${pki.serviceAccounts.publicKey}`,
    `--service-account-signing-key-file=${pki.serviceAccounts.privateKey}`,
    '--enable-admission-plugins=NodeRestriction',
    `--admission-control-config-file=${admission}`,
    // As on Talos; names of blades are known to no DNS server of this machine.
    '--kubelet-preferred-address-types=InternalIP',
    '--allow-privileged=true', // as on Talos; without it CNI and storage DaemonSets are invalid
  ];
}

function reachingStandIns({ address }: Reach, { configuration }: Egress): string[] {
  return [
    `--bind-address=${address}`,
    `--advertise-address=${address}`,
    '--endpoint-reconciler-type=none',
    `--egress-selector-config-file=${configuration}`,
  ];
}

function reachingKubelets(pki: Pki, { address }: Reach): string[] {
  const { cert, key } = pki.client('kube-apiserver-kubelet-client', '/O=system:masters/CN=kube-apiserver');
  return [
    '--bind-address=0.0.0.0',
    `--advertise-address=${address}`,
    `--kubelet-client-certificate=${cert}`,
    `--kubelet-client-key=${key}`,
    '--enable-aggregator-routing=true', // by the addresses of pods: no kube-proxy runs beside the API server
  ];
}

function controllerArguments(kubeconfig: string, port: number): string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    '--leader-elect=false',
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
  ];
}

function managerArguments(kubeconfig: string, pki: Pki, port: number): string[] {
  return [
    ...controllerArguments(kubeconfig, port),
    '--use-service-account-credentials',
    `--service-account-private-key-file=${pki.serviceAccounts.privateKey}`,
    `--root-ca-file=${pki.ca.cert}`,
    `--cluster-signing-cert-file=${pki.ca.cert}`,
    `--cluster-signing-key-file=${pki.ca.key}`,
    `--service-cluster-ip-range=${serviceRange}`,
  ];
}
