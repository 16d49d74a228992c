import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pki } from '../../cluster/control-plane/pki';
import type { KubeObject } from '../../cluster/kube/object';

export interface Certificate extends KubeObject {
  spec: { dnsNames: string[]; secretName: string };
}

/** A Certificate whose issuer is the cert itself. */
export interface SelfSigned extends KubeObject {
  spec: { dnsNames?: string[]; commonName: string; usages: string[]; secretName: string };
}

/** The Secret that cert-manager would make of a Certificate, signed by the box's own authority. */
export function signed({ metadata, spec }: Certificate, pki: Pki): KubeObject {
  const { cert, key } = pki.serving(`${metadata.namespace}-${metadata.name}`, spec.dnsNames);
  return secretOf(metadata, spec.secretName, pki.ca.cert, cert, key);
}

const extendedUsages: Record<string, string> = { 'client auth': 'clientAuth', 'server auth': 'serverAuth' };

/** The Secret that cert-manager would make of a Certificate by an Issuer that is `selfSigned`. */
export function selfSigned({ metadata, spec }: SelfSigned): KubeObject {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-cert-'));
  const [cert, key] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
  const { dnsNames = [], commonName, usages, secretName } = spec;
  const extensions = [
    'basicConstraints=critical,CA:FALSE',
    `extendedKeyUsage=${usages.flatMap((usage) => extendedUsages[usage] ?? []).join(',')}`,
    ...(dnsNames.length > 0 ? [`subjectAltName=${dnsNames.map((name) => `DNS:${name}`).join(',')}`] : []),
  ];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert];
  const args = ['req', '-x509', ...made, '-days', '2', '-subj', `/CN=${commonName}`];
  execFileSync('openssl', [...args, ...extensions.flatMap((each) => ['-addext', each])], { stdio: 'pipe' });
  const secret = secretOf(metadata, secretName, cert, cert, key);
  rmSync(folder, { recursive: true });
  return secret;
}

function secretOf({ namespace }: KubeObject['metadata'], name: string, ca: string, cert: string, key: string) {
  const [authority, shown, secret] = [ca, cert, key].map((file) => readFileSync(file, 'utf8'));
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    metadata: { name, namespace },
    stringData: { 'ca.crt': authority, 'tls.crt': shown, 'tls.key': secret },
  } as KubeObject;
}
