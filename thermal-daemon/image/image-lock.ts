/** The daemon's entry of the rack's images.lock.yaml. */
export interface LockedImage {
  /** Repository, such as ghcr.io/example/thermal-daemon. */
  readonly image: string;
  readonly tag: string;
  readonly digest: string;
  readonly vouchedBy: string;
}

const name = 'thermal-daemon';

/**
 * Replaces the lines of one entry and leaves every other byte, comments included, as it is. Its `own` stays: the registry is
 * the owner's, and the rack file names it.
 * @throws Error when the file has no such entry, the entry is of another repository, or the digest is none
 */
export function withLockedImage(lock: string, { image, tag, digest, vouchedBy }: LockedImage): string {
  if (!/^sha256:[0-9a-f]{64}$/.test(digest))
    throw new Error(`"${digest}" is no digest: expected sha256: and 64 hex digits`);
  const entry = new RegExp(`^${name}:\\n(?:[ ]+.*\\n)*`, 'm');
  const before = entry.exec(lock)?.[0];
  if (before === undefined) throw new Error(`images.lock.yaml has no entry "${name}"`);
  const [own, ownName] = /^ +own: (\S+).*\n/m.exec(before) ?? [];
  if (ownName !== undefined && !image.endsWith(`/${ownName}`))
    throw new Error(`${image} is not the image that images.lock.yaml calls own: ${ownName}`);
  const repository = own ?? `  image: ${image}\n`;
  const platforms = /^ +platforms: .*\n/m.exec(before)?.[0] ?? '  platforms: [linux/amd64, linux/arm64]\n';
  const after = `${name}:\n${repository}  tag: ${tag}\n  digest: ${digest}\n${platforms}  vouchedBy: ${vouchedBy}\n`;
  return lock.replace(before, () => after);
}
