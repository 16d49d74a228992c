/** Contracts of what people of the office open: certificates and the gateway. */
import { contract } from '../contract';
import type { Pods } from '../pods';
import type { PodPort } from '../ports';

/** The operator that makes certificates: an app that makes it call the internet declares what it must reach. */
export interface CertificateOperator {
  readonly controllerPods: Pods;
}
export const CertificateOperator = contract<CertificateOperator>('cert-manager');

/** Issues certificates for names below the rack's domain, which people open. */
export interface CertificateIssuer {
  readonly issuer: { name: string; kind: 'ClusterIssuer' | 'Issuer' };
}
export const CertificateIssuer = contract<CertificateIssuer>('certificate issuer');

/** Issues certificates for names of the cluster itself, which no authority of the world would sign. */
export interface InternalCertificateIssuer {
  readonly internalIssuer: { name: string; kind: 'ClusterIssuer' | 'Issuer' };
}
export const InternalCertificateIssuer = contract<InternalCertificateIssuer>('issuer of internal certificates');

/** What an app opens to the office network. */
export interface Exposed {
  /** First label of its host name; the rack's domain follows. */
  host: string;
  namespace: string;
  service: string;
  port: PodPort;
  /** Time a request may take. @default - the gateway's own, 15 seconds */
  requestSeconds?: number;
  /** Paths that people need, with all below them; metrics of the port are never among them. @default - every path */
  paths?: readonly string[];
  /** Paths that nobody needs, with all below them, of an app whose every other path is open: they lead home. @default - none */
  closed?: readonly string[];
  /** Paths that lead to others of the same host. @default - none */
  leads?: Readonly<Record<string, string>>;
  /** Path that answers 200 to anybody when the app serves; it is probed. @default / */
  alive?: string;
}

/** Lets people of the office reach an app by name, over TLS. */
export interface WebGateway {
  /** Returns the address to open, `https://chat.rack.home.arpa`. */
  expose(app: Exposed): string;
}
export const WebGateway = contract<WebGateway>('gateway to the office network');
