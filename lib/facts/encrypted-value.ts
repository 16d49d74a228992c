const base64 = '[A-Za-z0-9+/]+={0,2}';

/** What SOPS writes in place of a value: ciphertext, nonce, tag and type. */
export const encryptedShape = new RegExp(
  `^ENC\\[AES256_GCM,data:(${base64}),iv:(${base64}),tag:(${base64}),type:(\\w+)\\]$`,
);

/** Whether a string has the shape that SOPS gives an encrypted string. */
export function isEncrypted(text: string): boolean {
  return encryptedShape.exec(text)?.[4] === 'str';
}

/** Stands where a decrypted value would, in what checks look at. It never reaches dist/. */
export const placeholder = '<encrypted>';
