import type { Construct } from 'constructs';
import type { Certificate } from '../../imports/cert-manager';
import { emit } from './emit';
import type { InternalCertificateIssuer } from './peers';
import { OperatorSecret } from './secrets';

/**
 * A certificate of the rack's own authority for one Service, renewed by cert-manager; returns the Secret it comes in,
 * with the authority beside it. Ninety days, since a program that does not reread it must restart within that time.
 */
export function servingCertificate(
  scope: Construct,
  { internalIssuer }: InternalCertificateIssuer,
  { name, namespace }: { name: string; namespace: string },
): OperatorSecret {
  const secret = new OperatorSecret(scope, 'certificate-secret', {
    namespace,
    name: `${name}-tls`,
    keys: ['tls.crt', 'tls.key', 'ca.crt'],
    source: `cert-manager, from Certificate ${name}`,
  });
  emit<Certificate>(scope, 'certificate', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, namespace },
    spec: {
      secretName: secret.name,
      dnsNames: [`${name}.${namespace}.svc`],
      duration: '2160h',
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      issuerRef: { ...internalIssuer, group: 'cert-manager.io' },
    },
  });
  return secret;
}
