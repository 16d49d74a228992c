import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';

/** Files of one certificate and its key, PEM. */
export interface Pair {
  cert: string;
  key: string;
}

export interface Pki {
  ca: Pair;
  apiServer: Pair;
  admin: Pair;
  controllerManager: Pair;
  scheduler: Pair;
  /** A client of the API server; the subject says who, `/O=system:nodes/CN=system:node:blade-01`. */
  client(name: string, subject: string): Pair;
  /** A certificate for servers of these names and addresses, signed by the same authority. */
  serving(name: string, names: readonly string[]): Pair;
  /** Signs service account tokens: RSA, as the API server wants it. */
  serviceAccounts: { publicKey: string; privateKey: string };
}

const daysValid = '2';

/**
 * A throw-away certificate authority and what it signs. Keys come from Node, certificates from the `openssl`
 * program: Node can make no X.509 certificate, and a library for ten files is not worth its upkeep.
 */
export function createPki(folder: string, addresses: readonly string[] = ['127.0.0.1']): Pki {
  const ca = { cert: join(folder, 'ca.crt'), key: ellipticKey(folder, 'ca') };
  const usage = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n';
  openssl(['-new', '-key', ca.key, '-subj', '/CN=bench-ca', '-out', ca.cert], folder, 'ca', usage);

  const names = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local'];
  const alternatives = [
    ...[...addresses, '10.96.0.1'].map((address) => `IP:${address}`),
    ...['localhost', ...names].map((name) => `DNS:${name}`),
  ].join(',');
  const signed = (name: string, subject: string, extensions = 'extendedKeyUsage=clientAuth\n'): Pair => {
    const pair = { cert: join(folder, `${name}.crt`), key: ellipticKey(folder, name) };
    const args = [
      '-new',
      '-force_pubkey',
      publicKeyFile(folder, name),
      '-subj',
      subject,
      '-out',
      pair.cert,
      '-CA',
      ca.cert,
      '-CAkey',
      ca.key,
    ];
    openssl(args, folder, name, extensions);
    return pair;
  };
  return {
    ca,
    apiServer: signed(
      'kube-apiserver',
      '/CN=kube-apiserver',
      `extendedKeyUsage=serverAuth\nsubjectAltName=${alternatives}\n`,
    ),
    admin: signed('admin', '/O=system:masters/CN=admin'),
    controllerManager: signed('kube-controller-manager', '/CN=system:kube-controller-manager'),
    scheduler: signed('kube-scheduler', '/CN=system:kube-scheduler'),
    client: (name, subject) => signed(name, subject),
    serving: (name, served) =>
      signed(
        name,
        `/CN=${name}`,
        `extendedKeyUsage=serverAuth\nsubjectAltName=${served.map((each) => `${isIP(each) ? 'IP' : 'DNS'}:${each}`).join(',')}\n`,
      ),
    serviceAccounts: serviceAccountKeys(folder),
  };
}

function openssl(args: string[], folder: string, name: string, extensions: string): void {
  const extensionFile = join(folder, `${name}.ext`);
  writeFileSync(extensionFile, extensions);
  execFileSync('openssl', ['x509', ...args, '-days', daysValid, '-extfile', extensionFile], { stdio: 'pipe' });
}

function publicKeyFile(folder: string, name: string): string {
  return join(folder, `${name}.pub`);
}

function ellipticKey(folder: string, name: string): string {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const file = join(folder, `${name}.key`);
  writeFileSync(publicKeyFile(folder, name), publicKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return file;
}

function serviceAccountKeys(folder: string): Pki['serviceAccounts'] {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const files = { publicKey: join(folder, 'sa.pub'), privateKey: join(folder, 'sa.key') };
  writeFileSync(files.publicKey, publicKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(files.privateKey, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return files;
}

/** A kubeconfig file that stands alone, for the programs of the bench and for people with kubectl. */
export function writeKubeconfig(file: string, server: string, pki: Pki, client: Pair): string {
  const data = (path: string) => readFileSync(path).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'bench',
    clusters: [{ name: 'bench', cluster: { server, 'certificate-authority-data': data(pki.ca.cert) } }],
    users: [
      { name: 'bench', user: { 'client-certificate-data': data(client.cert), 'client-key-data': data(client.key) } },
    ],
    contexts: [{ name: 'bench', context: { cluster: 'bench', user: 'bench' } }],
  };
  writeFileSync(file, JSON.stringify(config, undefined, 2), { mode: 0o600 }); // JSON is YAML
  return file;
}
