/** One image that the rack runs, or one chart, as images.lock.yaml states it. */
export interface LockedImage {
  /** Repository with registry, `docker.io/library/redis`. */
  image: string;
  /** Name below the owner's own registry, for an image that no project publishes; `image` then follows from the rack file. */
  own?: string;
  /** Where a chart lies that Flux installs; `image` is the same without `https://`. */
  chart?: string;
  /**
   * What decides the tag, a chart, Flux, Talos or Rackwright itself: where it has gone on to another, the entry is void.
   * @default - the person who edits the lock
   */
  follows?: string;
  tag: string;
  platforms: readonly string[];
  /** Digest of the index (all platforms), `sha256:…`; absent when no source vouches for one. */
  digest?: string;
  /** Of a chart that lies on a web server: `sha256:…` of its archive. */
  archive?: string;
  /** Compressed, by platform, `{ linux/arm64: 47.4MB }`. */
  size?: Readonly<Record<string, string>>;
  /** Who signs it upstream: a public key in the repository, or a name that Sigstore's certificates carry. */
  signedBy?: { key: string } | { identity: string; issuer: string };
  /** Who vouches for the digest; it never stands without. */
  vouchedBy?: string;
  /** Why there is no digest: the exception from the rule that asks for one. */
  withoutDigest?: string;
}

/** images.lock.yaml, by the name of each entry. */
export type ImageLock = Readonly<Record<string, LockedImage>>;
