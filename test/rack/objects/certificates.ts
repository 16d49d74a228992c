import { readFileSync } from 'node:fs';
import type { Pki } from '../../cluster/control-plane/pki';
import type { KubeObject } from '../../cluster/kube/object';

export interface Certificate extends KubeObject {
  spec: { dnsNames: string[]; secretName: string };
}

/** The Secret that cert-manager would make of a Certificate, signed by the box's own authority. */
export function signed({ metadata, spec }: Certificate, pki: Pki): KubeObject {
  const { cert, key } = pki.serving(`${metadata.namespace}-${metadata.name}`, spec.dnsNames);
  const stringData = {
    'ca.crt': readFileSync(pki.ca.cert, 'utf8'),
    'tls.crt': readFileSync(cert, 'utf8'),
    'tls.key': readFileSync(key, 'utf8'),
  };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    metadata: { name: spec.secretName, namespace: metadata.namespace },
    stringData,
  } as KubeObject;
}
