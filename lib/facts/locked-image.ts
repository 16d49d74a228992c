/** One image that the rack runs, as images.lock.yaml states it. */
export interface LockedImage {
  /** Repository with registry, `docker.io/library/redis`. */
  image: string;
  /** Name below the owner's own registry, for an image that no project publishes; `image` then follows from the rack file. */
  own?: string;
  tag: string;
  platforms: readonly string[];
  /** Digest of the index (all platforms), `sha256:…`; absent when nobody vouches for one. */
  digest?: string;
  /** Who vouches for the digest; it never stands without. */
  vouchedBy?: string;
  /** Why there is no digest: the exception from the rule that asks for one. */
  withoutDigest?: string;
}

/** images.lock.yaml, by the name of each entry. */
export type ImageLock = Readonly<Record<string, LockedImage>>;
