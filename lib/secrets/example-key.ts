/**
 * The key pair of the reference rack. Its private half is in the repository, in `secrets/homelab/EXAMPLE-KEY.txt`, so
 * that everyone can open the example Secrets, and nothing it seals is secret.
 */
export const exampleRecipient = 'age1za430ctdn7s2tdektamkzc2vwxj7pxzqa5h5w4g0u9ehacgcafpqt55qgc';

/** The one file below `secrets/<rack>/` that is no encrypted Secret. */
export const exampleKeyFile = 'EXAMPLE-KEY.txt';

const referenceRack = { name: 'homelab', gitUrl: 'https://git.example.org/you/homelab' };

export interface RackIdentity {
  name: string;
  git: { url: string };
}

/**
 * Whether a rack is the reference rack as shipped. Its name is not enough: a rack that starts from it keeps the name, but
 * must state the repository that Flux is to read, and from then on the example key is refused.
 */
export function isReferenceRack(rack: RackIdentity): boolean {
  return rack.name === referenceRack.name && rack.git.url === referenceRack.gitUrl;
}
