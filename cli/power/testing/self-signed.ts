import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/**
 * A certificate that signs itself, as a controller's, made from its parts (X.690, RFC 5280): Node reads certificates and
 * makes none, and a key in the repository would be taken for a secret.
 */
export function selfSigned(name: string): { cert: string; key: string; fingerprint: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const subject = sequence(set(sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
  const algorithm = sequence(oid('2a8648ce3d040302')); // ecdsa-with-SHA256
  const body = sequence(
    der(0xa0, der(2, Buffer.from([2]))), // version 3
    der(2, Buffer.from([1])),
    algorithm,
    subject,
    sequence(der(0x17, Buffer.from('250101000000Z')), der(0x17, Buffer.from('450101000000Z'))),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha256', body, privateKey);
  const bytes = sequence(body, algorithm, der(3, Buffer.concat([Buffer.from([0]), signature])));
  const base64 = bytes.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    fingerprint: createHash('sha256')
      .update(bytes)
      .digest('hex')
      .replace(/..(?=.)/g, '$&:'),
  };
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const set = (...parts: Buffer[]): Buffer => der(0x31, Buffer.concat(parts));
const oid = (hex: string): Buffer => der(6, Buffer.from(hex, 'hex'));
