import type { RackFacts } from './facts/facts';
import type { LockedImage } from './facts/locked-image';
import { imageReference } from './kit/images';

/** Images of the owner's own that the rack runs and that are not built: without a digest in images.lock.yaml. */
export function unbuiltImages({ images, rendered }: Pick<RackFacts, 'images' | 'rendered'>): LockedImage[] {
  const text = JSON.stringify(rendered.map(({ manifest }) => manifest));
  return Object.entries(images)
    .filter(
      ([name, { own, digest }]) =>
        own !== undefined && digest === undefined && text.includes(`"${imageReference(images, name)}"`),
    )
    .map(([, locked]) => locked);
}
