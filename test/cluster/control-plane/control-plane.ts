import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComponentName } from '../build/component-table';
import { KubeClient } from '../kube/client';
import { waitFor } from '../kube/wait';
import { talosAdmission } from './admission';
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
  /** Resolves when the API server answers. */
  answering(): Promise<void>;
}

export const serviceRange = '10.96.0.0/16';
export const podRange = '10.244.0.0/16';

/** etcd and kube-apiserver, answering; the controllers too unless `extent` is 'api'. */
export async function startControlPlane(
  folder: string,
  programs: Partial<Record<ComponentName, string>>,
  processes: Processes,
  extent: Extent,
): Promise<ControlPlane> {
  const [etcdPort, etcdPeerPort, apiPort, managerPort, schedulerPort] = (await freePorts(5)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const pki = createPki(folder);
  const server = `https://127.0.0.1:${apiPort}`;
  const kubeconfig = writeKubeconfig(join(folder, 'kubeconfig'), server, pki, pki.admin);
  const client = new KubeClient({
    host: '127.0.0.1',
    port: apiPort,
    ca: readFileSync(pki.ca.cert, 'utf8'),
    cert: readFileSync(pki.admin.cert, 'utf8'),
    key: readFileSync(pki.admin.key, 'utf8'),
  });

  const answering = async () => {
    await waitFor('the API server', 90, async () => {
      processes.check();
      return (await client.call('GET', '/readyz')).status === 200 || undefined;
    });
  };
  processes.start('etcd', programs.etcd!, etcdArguments(folder, etcdPort, etcdPeerPort));
  processes.start('kube-apiserver', programs['kube-apiserver']!, apiServerArguments(folder, pki, apiPort, etcdPort));
  await answering();
  if (extent === 'cluster') {
    const manager = writeKubeconfig(join(folder, 'controller-manager.conf'), server, pki, pki.controllerManager);
    const scheduler = writeKubeconfig(join(folder, 'scheduler.conf'), server, pki, pki.scheduler);
    const managerProgram = programs['kube-controller-manager']!;
    processes.start('kube-controller-manager', managerProgram, managerArguments(manager, pki, managerPort));
    processes.start('kube-scheduler', programs['kube-scheduler']!, controllerArguments(scheduler, schedulerPort));
  }
  return { client, kubeconfig, server, answering };
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
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
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
    '--allow-privileged=true', // as on Talos; without it CNI and storage DaemonSets are invalid
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
    '--allocate-node-cidrs',
    `--cluster-cidr=${podRange}`,
    `--service-cluster-ip-range=${serviceRange}`,
    '--node-monitor-grace-period=20s', // the default of 50 s would only make scenarios slow
  ];
}
