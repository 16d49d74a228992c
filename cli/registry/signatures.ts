import { createPublicKey } from 'node:crypto';
import { type Fault, faultRules } from '../../lib/images/fault';
import type { Fetched } from '../../lib/images/inventory';
import type { Manifest } from '../../lib/images/manifest';
import { type SignatureVerdict, signatureTypes, verifyBundle, verifySimpleSigning } from '../../lib/images/signature';
import type { ImageSource } from './image-source';
import { type ServedManifest, absentAs } from './registry-client';

export interface Signing {
  client: ImageSource;
  /** Text of a file of the repository; undefined where there is none. */
  readKey: (file: string) => string | undefined;
  /**
   * Asks cosign for a signature with a certificate of Sigstore: '' when it holds, else what cosign says.
   * @default - cosign is not installed: such signatures are looked for and not verified
   */
  cosign?: (reference: string, signer: { identity: string; issuer: string }) => string;
}

/** Whether the one who is said to sign upstream has signed these bytes. Nothing is asked where nobody is named. */
export async function verifySignature(
  { locked, repository, name }: Fetched,
  { digest }: ServedManifest,
  signing: Signing,
): Promise<Fault[]> {
  const signedBy = locked?.signedBy;
  if (!signedBy) return [];
  const found = await signaturesOf(signing.client, repository, digest);
  if (found.length === 0) {
    return [
      {
        rule: faultRules.unsigned,
        level: 'error',
        message: `has no signature, and images.lock.yaml says that it is signed by ${'key' in signedBy ? signedBy.key : signedBy.identity}`,
        fix: 'ask upstream before you run it: either somebody else pushed it, or they stopped signing',
      },
    ];
  }
  if ('identity' in signedBy) {
    const said = signing.cosign?.(`${repository}@${digest}`, signedBy) ?? '';
    return said === '' ? [] : [wrong(`has a signature, but not of ${signedBy.identity}: ${said}`)];
  }
  const key = signing.readKey(signedBy.key);
  if (key === undefined || !isPublicKey(key)) {
    return [wrong(`${signedBy.key}, which images.lock.yaml names for ${name}, is no public key that can be read`)];
  }
  const verdicts = found.map((verify) => verify(digest, key));
  if (verdicts.includes('holds')) return [];
  const why = verdicts.includes('of-another-image') ? 'is about another image' : 'was made with another key';
  return [
    wrong(`is signed, but the signature ${verdicts.every((each) => each === 'unreadable') ? 'cannot be read' : why}`),
  ];
}

/** What a signature says for a digest and a key. */
type Signature = (digest: string, key: string) => SignatureVerdict;

/** By the tag that cosign gives them, and by what refers to the digest. */
export async function signaturesOf(client: ImageSource, repository: string, digest: string): Promise<Signature[]> {
  const tagged = await client.manifest(repository, `${digest.replace(':', '-')}.sig`).catch(absentAs(undefined));
  const referring = await client.referrers(repository, digest);
  const manifests = [
    ...(tagged ? [tagged] : []),
    ...(await Promise.all(
      referring
        .filter(({ artifactType = '' }) => signatureTypes.bundle.test(artifactType) || artifactType.includes('cosign'))
        .map((each) => client.manifest(repository, each.digest)),
    )),
  ];
  const all = manifests.flatMap(({ content }) => (content.kind === 'manifest' ? [content] : []));
  return (await Promise.all(all.map((each) => signaturesIn(client, repository, each)))).flat();
}

function signaturesIn(client: ImageSource, repository: string, { layers }: Manifest): Promise<Signature[]> {
  const signatures = layers.map(async (layer): Promise<Signature[]> => {
    const annotation = layer.annotations?.[signatureTypes.annotation];
    const isSimple = layer.mediaType === signatureTypes.simpleSigning && annotation !== undefined;
    if (!isSimple && !signatureTypes.bundle.test(layer.mediaType)) return [];
    const bytes = await client.smallBlob(repository, layer);
    return [
      (digest, key) =>
        isSimple ? verifySimpleSigning(bytes, annotation, digest, key) : verifyBundle(bytes, digest, key),
    ];
  });
  return Promise.all(signatures).then((each) => each.flat());
}

const wrong = (message: string): Fault => ({
  rule: faultRules.signatureWrong,
  level: 'error',
  message,
  fix: 'do not run it; ask upstream, and take the last version whose signature held',
});

function isPublicKey(pem: string): boolean {
  try {
    createPublicKey(pem);
    return true;
  } catch {
    return false;
  }
}
