import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import type { ImageReference } from '../manifest/image-reference';
import { lockEntry, parseImage } from '../manifest/image-reference';
import { elementName } from '../manifest/pod-templates';
import { archesOf } from './possible-blades';
import { dutyImages } from '../rack-file/helper-machines';
import { nearest } from './nearest';
import type { LockedImage } from '../facts/locked-image';
import type { RackObject, RackView, WorkloadView } from './rack-view';
import type { Rule, RuleHit } from './rule';

interface ImageUse extends ImageReference {
  object: string;
  path: string;
  reference: string;
  /** Absent for images that an operator runs. */
  workload?: WorkloadView;
}

function usesOf({ workloads, objects }: RackView): ImageUse[] {
  const use = (object: string, path: string, image: unknown, workload?: WorkloadView): ImageUse[] => {
    const reference = textOf(image);
    return reference === undefined ? [] : [{ object, path, reference, workload, ...parseImage(reference) }];
  };
  return [
    ...workloads.flatMap((workload) => [
      ...workload.containers.flatMap(({ container, path }) =>
        use(workload.id, `${path}.image`, container.image ?? '(none)', workload),
      ),
      ...recordsOf(workload.template.spec.volumes).flatMap((volume, i) =>
        use(
          workload.id,
          `${workload.template.path}.volumes[${elementName(volume, i)}].image.reference`,
          recordOf(volume.image).reference,
          workload,
        ),
      ),
    ]),
    ...objects.flatMap((object) => operatorImages(object).flatMap(([path, image]) => use(object.id, path, image))),
  ];
}

/** Images that CloudNativePG runs for a Cluster, its extensions among them. */
function operatorImages({ kind, spec, group }: RackObject): [path: string, image: unknown][] {
  if (group !== 'postgresql.cnpg.io') return [];
  if (kind === 'ImageCatalog' || kind === 'ClusterImageCatalog') {
    return recordsOf(spec.images).map(({ image }, i) => [`spec.images[${i}].image`, image]);
  }
  const extensions = recordsOf(recordOf(spec.postgresql).extensions);
  return [
    ['spec.imageName', spec.imageName],
    ...extensions.map((extension, i): [string, unknown] => [
      `spec.postgresql.extensions[${elementName(extension, i)}].image.reference`,
      recordOf(extension.image).reference,
    ]),
  ];
}

export const imageTag: Rule = {
  id: 'images/tag',
  level: 'error',
  why: 'Without a tag, or with one that moves by design, two blades can run two programs under one name.',
  fixHint: 'name the image through images.lock.yaml, with the tag of a release',
  exceptable: false,
  check: (view) =>
    usesOf(view)
      .filter(({ tag }) => tag === undefined || tag === 'latest')
      .map(({ object, path, reference, tag }) => ({
        object,
        path,
        message: `runs ${reference}, ${tag === undefined ? 'which has no tag' : 'whose tag moves'}`,
      })),
};

export const imageLocked: Rule = {
  id: 'images/lock',
  level: 'error',
  why: 'Nobody has checked the origin and platforms of an image outside the lock file.',
  fixHint: 'run what the lock file has, or add the image there with its tag, digest, platforms and who vouches',
  exceptable: false,
  check: (view) => {
    const locked = lockOf(view);
    return usesOf(view).flatMap(({ object, path, repository, tag, digest }): RuleHit[] => {
      const entries = locked.get(repository);
      if (!entries) {
        const near = nearImage(repository, [...locked.keys()]);
        const name = lastPart(repository);
        const add = `add to it: ${lockEntry(name, { image: repository, tag: tag ?? '<tag>' })}; then npx rackwright images lock ${name}`;
        const fix = near ? `did you mean ${near}?` : add;
        return [{ object, path, message: `runs ${repository}, which images.lock.yaml does not have`, fix }];
      }
      const entry = entries.find((each) => each.tag === tag);
      if (!entry) {
        const tags = entries.map((each) => each.tag);
        const message = `runs tag ${tag ?? '(none)'} of ${repository}; images.lock.yaml has ${tags.join(', ')}`;
        return [{ object, path, message, fix: bumpFix }];
      }
      if (entry.digest === digest) return [];
      const has = entry.digest ?? 'none';
      const message = `runs digest ${digest ?? 'none'} of ${repository}:${tag ?? ''}; images.lock.yaml has ${has}`;
      return [{ object, path, message, fix: bumpFix }];
    });
  },
};

/** Two images of one registry are alike by their first parts alone, so each part must be near. */
function nearImage(repository: string, known: readonly string[]): string | undefined {
  const near = nearest(repository, known);
  if (near === undefined) return undefined;
  return nearest(lastPart(repository), [lastPart(near)]) === undefined ? undefined : near;
}

function lastPart(repository: string): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}

/** Both for a bump that was made by hand in dist/ and for an image that an app spells out. */
const bumpFix = 'write tag and digest into images.lock.yaml and run `npm start`: dist/ is made from it';

function lockOf({ images }: RackView): Map<string, LockedImage[]> {
  const locked = new Map<string, LockedImage[]>();
  for (const entry of Object.values(images)) locked.set(entry.image, [...(locked.get(entry.image) ?? []), entry]);
  return locked;
}

export const imageDigest: Rule = {
  id: 'images/digest',
  level: 'warning',
  why: 'A tag can be moved to another program by the registry; a digest cannot.',
  fixHint: 'rackwright images lock asks the registry and writes it down; or say under withoutDigest why there is none',
  exceptable: true,
  check: (view) =>
    Object.entries(view.images)
      .filter(([, { digest, withoutDigest }]) => digest === undefined && withoutDigest === undefined)
      .map(([name, { image, tag }]) => ({
        object: 'images.lock.yaml',
        path: name,
        message: `${image}:${tag} has no digest and no reason for that`,
        fix: `ask the registry, npx rackwright images lock ${name}, or say under withoutDigest why there is none`,
      })),
};

export const imagePlatforms: Rule = {
  id: 'images/platforms',
  level: 'error',
  why: 'On a blade of another architecture the container dies at once with "exec format error", again and again.',
  fixHint:
    'choose an image for every architecture, or keep the pods on the others: nodeSelector: { kubernetes.io/arch: … }',
  exceptable: true,
  check: (view) => {
    const locked = lockOf(view);
    return usesOf(view).flatMap(({ object, path, repository, tag, workload }) => {
      const entry = locked.get(repository)?.find((each) => each.tag === tag);
      if (!entry) return [];
      const missing = archesOf(workload, view.rack).filter((arch) => !runsOn(entry, arch));
      if (missing.length === 0) return [];
      return [
        {
          object,
          path,
          message: `may run on ${missing.join(' and ')} blades, but ${repository}:${entry.tag} is only for ${entry.platforms.join(', ')}`,
          fix: `choose an image for ${missing.join(' and ')}, or keep its pods on the others: nodeSelector: { kubernetes.io/arch: ${entry.platforms.map((each) => each.replace('linux/', '')).join(' or ')} }`,
        },
      ];
    });
  },
};

/** `linux/arm64/v8` is arm64 too. */
function runsOn({ platforms }: LockedImage, arch: string): boolean {
  return platforms.some((platform) => platform === `linux/${arch}` || platform.startsWith(`linux/${arch}/`));
}

export const imageUnused: Rule = {
  id: 'images/unused',
  level: 'info',
  why: 'A lock entry that nothing runs costs upkeep for nothing.',
  fixHint: 'remove the entry, or switch the app on that runs it',
  exceptable: true,
  forMaintainers: true,
  check: (view) => {
    const repositories = new Set(usesOf(view).map(({ repository }) => repository));
    const elsewhere = view.objects.filter(({ kind }) => namesImages.has(kind)).map(({ spec }) => JSON.stringify(spec));
    const byHelpers = new Set(view.rack.helpers.flatMap(({ does }) => does.flatMap((duty) => dutyImages[duty])));
    return Object.entries(view.images)
      .filter(
        ([name, { image, follows = 'rackwright' }]) =>
          // What a chart, Flux or Talos brings along is removed by `rackwright images lock`.
          follows === 'rackwright' &&
          !repositories.has(image) &&
          !byHelpers.has(name) &&
          !elsewhere.some((text) => text.includes(image)),
      )
      .map(([name, { image, tag }]) => ({
        object: 'images.lock.yaml',
        path: name,
        message: `${image}:${tag} is run by nothing of this rack`,
      }));
  },
};

/** Kinds that hand images to somebody else's templates. */
const namesImages: ReadonlySet<string> = new Set(['HelmRelease', 'FluxInstance']);

/** An image of the owner's own that has no digest: nobody can have pushed it under a name that holds. */
export const imageUnbuilt: Rule = {
  id: 'images/unbuilt',
  level: 'warning',
  why: 'The owner of the name of an image that does not exist decides what runs under it, on every blade.',
  fixHint: 'build and sign it, and put its digest into images.lock.yaml: npx rackwright bootstrap prints how',
  exceptable: false,
  check: (view) => {
    const unbuilt = Object.values(view.images).filter(({ own, digest }) => own !== undefined && digest === undefined);
    return usesOf(view)
      .filter(({ repository }) => unbuilt.some(({ image }) => image === repository))
      .map(({ object, path, repository, tag }) => ({
        object,
        path,
        message: `runs ${repository}:${tag ?? ''}, which has not been built`,
      }));
  },
};

export const imageRules: readonly Rule[] = [
  imageTag,
  imageLocked,
  imageDigest,
  imageUnbuilt,
  imagePlatforms,
  imageUnused,
];
