import { createPublicKey, verify } from 'node:crypto';
import * as z from 'zod';

/** Kinds of signatures that cosign puts beside an image. */
export const signatureTypes = {
  /** Until cosign 2: a layer whose annotation is the signature of its bytes. */
  simpleSigning: 'application/vnd.dev.cosign.simplesigning.v1+json',
  /** From cosign 3 on: Sigstore's bundle. */
  bundle: /^application\/vnd\.dev\.sigstore\.bundle(\.v\d+\.\d+)?\+json(;version=[\d.]+)?$/,
  annotation: 'dev.cosignproject.cosign/signature',
} as const;

const payload = z.object({
  critical: z.object({ image: z.object({ 'docker-manifest-digest': z.string() }) }),
});

const bundle = z.object({
  dsseEnvelope: z.object({
    payload: z.string(),
    payloadType: z.string(),
    signatures: z.array(z.object({ sig: z.string() })).min(1),
  }),
});

const statement = z.object({ subject: z.array(z.object({ digest: z.record(z.string(), z.string()) })) });

export type SignatureVerdict = 'holds' | 'of-another-image' | 'of-another-key' | 'unreadable';

/**
 * A signature as cosign 1 and 2 store it: the signed bytes name the digest (cosign, specs/SIGNATURE_SPEC.md).
 *
 * @param signed bytes of the layer
 * @param signature base64, of the layer's annotation
 * @param key PEM of a public key
 */
export function verifySimpleSigning(signed: Buffer, signature: string, digest: string, key: string): SignatureVerdict {
  const read = payload.safeParse(jsonIn(signed));
  if (!read.success) return 'unreadable';
  if (!isSigned(signed, Buffer.from(signature, 'base64'), key)) return 'of-another-key';
  return read.data.critical.image['docker-manifest-digest'] === digest ? 'holds' : 'of-another-image';
}

/**
 * A signature as cosign 3 stores it: a bundle with a DSSE envelope, whose statement names the digest (in-toto Statement v1,
 * DSSE v1.0.0 protocol.md for what is signed).
 */
export function verifyBundle(bytes: Buffer, digest: string, key: string): SignatureVerdict {
  const read = bundle.safeParse(jsonIn(bytes));
  if (!read.success) return 'unreadable';
  const { payload: encoded, payloadType, signatures } = read.data.dsseEnvelope;
  const body = Buffer.from(encoded, 'base64');
  const said = statement.safeParse(jsonIn(body));
  if (!said.success) return 'unreadable';
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${body.length} `;
  const signed = Buffer.concat([Buffer.from(head), body]);
  if (!signatures.some(({ sig }) => isSigned(signed, Buffer.from(sig, 'base64'), key))) return 'of-another-key';
  const [algorithm = '', hex] = digest.split(':');
  return said.data.subject.some((subject) => subject.digest[algorithm] === hex) ? 'holds' : 'of-another-image';
}

/** ECDSA over SHA-256 as cosign makes keys, Ed25519, or RSA. */
function isSigned(bytes: Buffer, signature: Buffer, pem: string): boolean {
  const key = createPublicKey(pem);
  return verify(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', bytes, key, signature);
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
