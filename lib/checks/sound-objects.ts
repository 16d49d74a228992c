import type { Manifest } from '../manifest/manifest';

/**
 * Objects in which an earlier run of this very code found nothing wrong. A rule of one object gives an unchanged one the same
 * verdict again, so it is not asked twice. Only soundness is remembered: whatever has a finding is checked anew each time.
 */
export interface SoundObjects {
  has(manifest: Manifest): boolean;
  /** Called when rules of one object found nothing in any of these, those they left out included. */
  keep(manifests: readonly Manifest[]): void;
}

/** sha256 of the files of objects that were found sound, wherever they are kept. */
export interface SoundDigests {
  known: ReadonlySet<string>;
  keep(digests: ReadonlySet<string>): void;
}

/** Knows an object by the file that it is written to, which is what the API server is given. */
export function soundObjects(digests: SoundDigests, digestOf: ReadonlyMap<Manifest, string>): SoundObjects {
  return {
    has: (manifest) => {
      const digest = digestOf.get(manifest);
      return digest !== undefined && digests.known.has(digest);
    },
    keep: (manifests) => {
      digests.keep(new Set(manifests.flatMap((manifest) => digestOf.get(manifest) ?? [])));
    },
  };
}
