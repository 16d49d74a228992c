/** Why a registry did not give what it was asked for. */
export type RegistryFailure =
  /** It has no such repository, tag, manifest or blob. */
  | 'absent'
  /** It wants an account, or another one. */
  | 'denied'
  /** It has answered this address often enough. */
  | 'too-often'
  /** No answer, or one of a server that is ill. */
  | 'unreachable'
  /** It answered with something that cannot be right: bytes of another digest, no manifest. */
  | 'broken';

/** A registry's refusal in words. No token and no password is in it. */
export class RegistryError extends Error {
  constructor(
    readonly failure: RegistryFailure,
    message: string,
    /** Codes of the registry's own answer, `MANIFEST_UNKNOWN`. */
    readonly codes: readonly string[] = [],
  ) {
    super(message);
  }
}
