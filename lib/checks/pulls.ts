import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import { parseImage } from '../manifest/image-reference';
import { bladesOfChart, possibleBlades } from './possible-blades';
import type { RackView } from './rack-view';
import type { Rule } from './rule';

/**
 * What registries answer to an address that shows no account, where they say a figure. Docker Hub: 100 pulls in six hours
 * (docs.docker.com, Docker Hub usage); all blades of a rack have one address to the world.
 */
const pullLimits: Readonly<Record<string, { pulls: number; hours: number }>> = {
  'docker.io': { pulls: 100, hours: 6 },
};

/** Pulls of a first start by registry: each image once on each blade that gets it. An upper bound. */
export function pullsByRegistry({ workloads, releases = [], rack }: RackView): Map<string, number> {
  const ofImage = new Map<string, number>();
  const add = (image: string | undefined, pods: number) => {
    if (image !== undefined) ofImage.set(image, Math.min((ofImage.get(image) ?? 0) + pods, rack.blades.length));
  };
  for (const { kind, replicas, containers, template } of workloads) {
    const pods = kind === 'DaemonSet' ? possibleBlades(template.spec, rack).length : replicas;
    const volumes = recordsOf(template.spec.volumes).map((volume) => textOf(recordOf(volume.image).reference));
    const images = [...containers.map(({ container }) => textOf(container.image)), ...volumes];
    for (const image of new Set(images)) add(image, pods);
  }
  for (const { kind, replicas = 1, images, nodeSelector = {}, toleratesControlPlane = true } of releases.flatMap(
    ({ footprint }) => footprint?.workloads ?? [],
  )) {
    for (const image of new Set(images))
      add(image, kind === 'DaemonSet' ? bladesOfChart(nodeSelector, toleratesControlPlane, rack).length : replicas);
  }
  const sums = new Map<string, number>();
  for (const [image, pulls] of ofImage) sums.set(registryOf(image), (sums.get(registryOf(image)) ?? 0) + pulls);
  return sums;
}

/** As container runtimes read a name: a first part without a dot or port is a folder of Docker Hub. */
function registryOf(image: string): string {
  const { repository } = parseImage(image);
  const [first = ''] = repository.split('/');
  return repository.includes('/') && /[.:]/.test(first) ? first : 'docker.io';
}

export const pulls: Rule = {
  id: 'images/pulls',
  level: 'warning',
  why: 'A registry that has answered often enough stops answering for hours: storage is not there, and whatever needs a volume waits.',
  fixHint:
    'name a helper that does image-cache, state a mirror of your own under mirrors, or accept that a first start takes longer',
  exceptable: true,
  check: (view) =>
    [...pullsByRegistry(view)].sort().flatMap(([registry, count]) => {
      const limit = pullLimits[registry];
      if (limit === undefined || count <= limit.pulls || view.rack.mirrors[registry] !== undefined) return [];
      return [
        {
          object: `clusters/${view.rack.name}.yaml`,
          path: 'mirrors',
          message: `a first start pulls up to ${count} images of ${registry}, which answers ${limit.pulls} in ${limit.hours} hours to one address`,
        },
      ];
    }),
};

export const pullRules: readonly Rule[] = [pulls];
