import type { Footprint } from '../facts/footprint';
import type { ImageLock } from '../facts/locked-image';
import { parseImage } from '../manifest/image-reference';

/** As Kustomize's `images` has it: what an image of this name becomes. */
export interface ImagePin {
  name: string;
  newTag: string;
  digest: string;
}

/**
 * Digests for the images of a chart, which names tags. Only those that the chart itself makes of these values are pinned,
 * with the tag that it gives them: a pin of another version would be a downgrade that nobody wrote.
 *
 * @param release name of the release, which entries of the lock follow
 */
export function imagePins(
  { workloads, isOfAnotherVersion }: Footprint,
  images: ImageLock,
  release: string,
): ImagePin[] {
  if (isOfAnotherVersion) return [];
  const named = new Set(workloads.flatMap((each) => each.images));
  return Object.values(images)
    .flatMap(({ image, tag, digest, follows }): ImagePin[] => {
      if (follows !== release || digest === undefined) return [];
      const written = [...named].map(parseImage).filter((each) => isSame(each.repository, image));
      return written
        .filter((each) => each.tag === tag && each.digest === undefined)
        .flatMap(() => namesOf(image).map((name) => ({ name, newTag: tag, digest })));
    })
    .filter(({ name }, at, all) => all.findIndex((each) => each.name === name) === at)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Charts leave Docker Hub's name out, or do not. */
function namesOf(image: string): string[] {
  const short = image.replace(/^docker\.io\/(library\/)?/, '');
  return [...new Set([image, short])];
}

const isSame = (one: string, other: string): boolean => namesOf(one).some((name) => namesOf(other).includes(name));
