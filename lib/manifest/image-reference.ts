/** `registry/repository:tag@digest`, taken apart. A colon before the last slash is a port of the registry, no tag. */
export interface ImageReference {
  repository: string;
  tag?: string;
  digest?: string;
}

export function parseImage(reference: string): ImageReference {
  const at = reference.indexOf('@');
  const digest = at < 0 ? undefined : reference.slice(at + 1);
  const named = at < 0 ? reference : reference.slice(0, at);
  const colon = named.lastIndexOf(':');
  if (colon < 0 || colon < named.lastIndexOf('/')) return { repository: named, digest };
  return { repository: named.slice(0, colon), tag: named.slice(colon + 1), digest };
}

/** An entry of images.lock.yaml, to be copied, for an image of which nothing but its name is known. */
export function lockEntry(name: string, { image, tag }: { image: string; tag: string }): string {
  return `${name}: { image: ${image}, tag: ${JSON.stringify(tag)}, platforms: [linux/arm64, linux/amd64], withoutDigest: not looked up yet }`;
}
