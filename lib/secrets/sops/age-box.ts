/** What the file format asks of age. */
export interface AgeBox {
  /** Encrypts for one recipient (`age1…`); an armored age file. */
  seal(plain: Uint8Array, recipient: string): Promise<string>;
  /** Undefined when the identity does not fit or the file is damaged. */
  open(armored: string, identity: string): Promise<Uint8Array | undefined>;
  /**
   * The recipient (`age1…`) that an identity (`AGE-SECRET-KEY-1…`) opens.
   *
   * @throws DamagedIdentity for one that is cut off or mistyped
   */
  recipientOf(identity: string): Promise<string>;
  generateIdentity(): Promise<string>;
}

/** The package's own message repeats the private key. */
export class DamagedIdentity extends Error {
  constructor() {
    super('an age key is cut off or mistyped: its checksum is wrong');
  }
}

/** The package is an ES module and draws random numbers by itself, so the caller loads it and passes it in. */
export function ageBox(age: typeof import('age-encryption')): AgeBox {
  const recipients = new Map<string, Promise<string>>(); // a point multiplication each, asked for once a file
  const derived = async (identity: string) => {
    try {
      return await age.identityToRecipient(identity);
    } catch {
      throw new DamagedIdentity();
    }
  };
  return {
    async seal(plain, recipient) {
      const encrypter = new age.Encrypter();
      encrypter.addRecipient(recipient);
      return age.armor.encode(await encrypter.encrypt(plain));
    },
    async open(armored, identity) {
      try {
        const decrypter = new age.Decrypter();
        decrypter.addIdentity(identity);
        return await decrypter.decrypt(age.armor.decode(armored));
      } catch {
        return undefined;
      }
    },
    recipientOf(identity) {
      const recipient = recipients.get(identity) ?? derived(identity);
      recipients.set(identity, recipient);
      return recipient;
    },
    generateIdentity: () => age.generateX25519Identity(),
  };
}
