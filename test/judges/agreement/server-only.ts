/** Refusals that depend on what is in a cluster at that moment, so that no check of files can foresee them. */
export const serverOnly: readonly { says: RegExp; why: string }[] = [];
