/** The runtime drops the tag of `name:tag@digest` before it looks. */
export function importedName(reference: string): string {
  const [name, digest] = reference.split('@');
  return digest === undefined ? reference : `${name!.replace(/:[^/:]+$/, '')}@${digest}`;
}
