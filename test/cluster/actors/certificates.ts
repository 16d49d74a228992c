import { readFileSync } from 'node:fs';
import type { Bench } from '../bench';
import type { KubeObject } from '../kube/object';
import { reconcileAll } from '../kube/reconciler';
import type { Actor } from './actor';

interface Certificate extends KubeObject {
  spec: { secretName: string; dnsNames?: string[] };
}

interface ApiService extends KubeObject {
  spec: { caBundle?: string; service?: object };
}

const injectFrom = 'cert-manager.io/inject-ca-from';

const base64 = (file: string) => readFileSync(file).toString('base64');

export const certificates: Actor = {
  name: 'certificates',
  standsInFor: "cert-manager's controller and CA injector",
  asserts:
    'the Secret that a Certificate names appears, with a certificate for its DNS names; an APIService that asks for it by annotation gets the CA, with which the real API server then checks who answers',
  doesNotAssert: 'issuers, usages, key algorithms, renewal, what a Certificate may say; CA injection elsewhere',
  waitsFor: { group: 'cert-manager.io', kind: 'Certificate' },
  async start({ bench, onError }) {
    const { client } = bench;
    const kinds = {
      certificate: { apiVersion: 'cert-manager.io/v1', kind: 'Certificate' },
      apiService: { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService' },
    };
    return [
      await reconcileAll<Certificate>(client, kinds.certificate, (each) => issue(bench, each), { onError }),
      await reconcileAll<ApiService>(client, kinds.apiService, (each) => inject(bench, each), { onError }),
    ];
  },
};

async function issue({ client, controlPlane: { pki } }: Bench, { metadata, spec }: Certificate): Promise<void> {
  const { namespace, name } = metadata;
  if ((await client.get('v1', 'Secret', namespace, spec.secretName)) !== undefined) return;
  const { cert, key } = pki.serving(`${namespace}.${name}`, spec.dnsNames ?? [`${name}.${namespace}`]);
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: spec.secretName, namespace },
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': base64(cert), 'tls.key': base64(key), 'ca.crt': base64(pki.ca.cert) },
  };
  await client.apply(secret, 'cert-manager');
}

async function inject({ client, controlPlane: { pki } }: Bench, service: ApiService): Promise<void> {
  if (service.metadata.annotations?.[injectFrom] === undefined || service.spec.caBundle !== undefined) return;
  await client.merge(service, { spec: { caBundle: base64(pki.ca.cert) } });
}
