import { execFileSync } from 'node:child_process';
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What cert-manager writes into the Secret of a Certificate, PEM. */
export interface Shown {
  'ca.crt': string;
  'tls.crt': string;
  'tls.key': string;
}

/** Why a client that trusts an authority alone refuses a server of this name; undefined when it does not. */
export type Refusal = (authority: string, certificate: string, host: string) => string | undefined;

/**
 * What is wrong with a Secret whose server is called by these names: its key, its signature, its names, and what the
 * authority may vouch for.
 *
 * @param id `monitoring/Certificate/blackbox-exporter`
 * @param authority PEM of the one who should have signed it
 */
export function chainFaults(
  id: string,
  shown: Shown,
  authority: string,
  names: readonly string[],
  refusal: Refusal = refusalByOpenssl,
): string[] {
  const certificate = new X509Certificate(shown['tls.crt']);
  const issuer = new X509Certificate(authority);
  const isSigned = certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  return [
    ...(certificate.checkPrivateKey(createPrivateKey(shown['tls.key'])) ? [] : [`${id}: its key is another's`]),
    ...(isSigned ? [] : [`${id}: ${issuer.subject} did not sign it`]),
    ...(shown['ca.crt'].trim() === authority.trim() ? [] : [`${id}: its ca.crt is not ${issuer.subject}`]),
    ...names.map(someHost).flatMap((host) => {
      const why =
        certificate.checkHost(host) === undefined ? 'its names are others' : refusal(authority, shown['tls.crt'], host);
      return why === undefined ? [] : [`${id}: no client believes ${host}: ${why}`];
    }),
  ];
}

/** A server's name behind a pattern. */
function someHost(name: string): string {
  return name.replace(/^\*/, 'any');
}

/** As OpenSSL says it, which holds an authority to its name constraints too. */
export function refusalByOpenssl(authority: string, certificate: string, host: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-chain-'));
  try {
    const [ca, cert] = [join(folder, 'ca.crt'), join(folder, 'tls.crt')];
    writeFileSync(ca, authority);
    writeFileSync(cert, certificate);
    const args = [
      'verify',
      '-no-CApath',
      '-no-CAstore',
      '-CAfile',
      ca,
      '-purpose',
      'sslserver',
      '-verify_hostname',
      host,
    ];
    execFileSync('openssl', [...args, cert], { stdio: 'pipe', encoding: 'utf8' });
    return undefined;
  } catch (error) {
    const { stderr = (error as Error).message } = error as { stderr?: string };
    return [...stderr.matchAll(/depth lookup: (.*)$/gm)].map(([, why]) => why).join('; ') || stderr.trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
