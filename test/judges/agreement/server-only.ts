/** Refusals that depend on what is in a cluster at that moment, so that no check of files can foresee them. */
export const serverOnly: readonly { says: RegExp; why: string }[] = [
  {
    says: /namespaces "[^"]*" not found/,
    why: 'whether a namespace exists is a question to the whole rack, which rules about references answer',
  },
  {
    says: /field is immutable|may not be changed in an update/,
    why: 'what may change depends on the object that is there already: `rackwright review` compares the two',
  },
  {
    says: /compilation failed/,
    why: 'expressions of admission policies are compiled against the live schemas of the kinds that they match',
  },
];
