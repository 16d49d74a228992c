import * as z from 'zod';
import type { ImageLock, LockedImage } from '../facts/locked-image';
import { lockEntry } from '../manifest/image-reference';
import { readPlainYaml, withObjects } from '../manifest/plain-yaml';
import { nearest } from '../rack-file/did-you-mean';
import { InputError } from '../rack-file/input-error';
import { tooDeep } from '../rack-file/nesting';
import type { Path } from '../rack-file/problem';
import { Source } from '../rack-file/source';
import { syntaxProblems } from '../rack-file/syntax';

export type { ImageLock };

/** `repository:tag@digest` for a name of images.lock.yaml. */
export function imageReference(lock: ImageLock, name: string): string {
  const locked = lock[name];
  if (!locked) {
    const meant = nearest(name, Object.keys(lock));
    const add = `add it there: ${lockEntry(name, { image: '<registry>/<repository>', tag: '<tag>' })}`;
    throw new Error(`images.lock.yaml has no image "${name}"; ${meant ? `did you mean ${meant}?` : add}`);
  }
  return `${locked.image}:${locked.tag}${locked.digest === undefined ? '' : `@${locked.digest}`}`;
}

const reason = z.string().trim().min(1);

const lockedImage = z
  .strictObject({
    image: z
      .string()
      .regex(/^[a-z0-9.-]+\.[a-z0-9]+(:\d+)?\/[a-z0-9._/-]+$/, 'a repository with its registry')
      .optional(),
    own: z
      .string()
      .regex(/^[a-z0-9._-]+$/, 'a name below your own registry')
      .optional(),
    chart: z
      .string()
      .regex(
        /^(https:\/\/)?[a-z0-9.-]+(:\d+)?\/[A-Za-z0-9._/-]+$/,
        'a repository with its registry, or https:// and the chart',
      )
      .optional(),
    follows: z
      .string()
      .regex(/^[a-z0-9-]+$/, 'what decides the tag')
      .optional(),
    tag: z.string().regex(/^[\w][\w.-]{0,127}$/, 'a tag'),
    digest: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hex digits')
      .optional(),
    archive: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hex digits')
      .optional(),
    platforms: z.array(z.string().regex(/^linux\/(arm64|amd64)$/, 'linux/arm64 or linux/amd64')).prefault([]),
    size: z.record(z.string(), z.string()).optional(),
    signedBy: z
      .union(
        [z.strictObject({ key: reason }), z.strictObject({ identity: reason, issuer: reason })],
        'key with a file, or identity and issuer of a certificate',
      )
      .optional(),
    vouchedBy: reason.optional(),
    withoutDigest: reason.optional(),
  })
  .refine(({ image, own, chart }) => [image, own, chart].filter((each) => each !== undefined).length === 1, {
    path: ['image'],
    message: 'an image has a repository, or `own` with its name below your own registry; a chart has `chart`',
  })
  .refine(({ chart, platforms }) => (chart === undefined) === platforms.length > 0, {
    path: ['platforms'],
    message: 'an image is for platforms, a chart is for none',
  })
  .refine(({ digest, vouchedBy }) => (digest === undefined) === (vouchedBy === undefined), {
    path: ['vouchedBy'],
    message: 'a digest and who vouches for it belong together',
  })
  .refine(({ digest, withoutDigest }) => digest === undefined || withoutDigest === undefined, {
    path: ['withoutDigest'],
    message: 'there is a digest, so there is nothing to except',
  });

const lockSchema = z.record(z.string(), lockedImage);

/**
 * A text that holds nothing but comments names no image.
 *
 * @throws InputError that names every bad line and what is wanted there
 */
export function parseImageLock(text: string): ImageLock {
  const plain = readPlainYaml(text);
  const read = plain && lockSchema.safeParse(withObjects(plain));
  return read?.success ? lockOf(read.data) : parseAnyLock(text);
}

function lockOf(read: z.infer<typeof lockSchema>): ImageLock {
  return withOwnImages(read as ImageLock, undefined);
}

/** The slow way, which knows the line of every fault. */
function parseAnyLock(text: string): ImageLock {
  const deep = tooDeep('images.lock.yaml', text);
  if (deep) throw new InputError([deep], text);
  const source = new Source('images.lock.yaml', text);
  const broken = syntaxProblems(source);
  if (broken.length > 0) throw new InputError(broken, text);
  const parsed = lockSchema.safeParse(source.document.toJS({ maxAliasCount: 0 }) ?? {});
  if (parsed.success) return lockOf(parsed.data);
  const problems = parsed.error.issues.map(({ path, message }) =>
    source.problem({ at: path as Path, title: `${path.join('.') || 'the lock'}: ${message}` }),
  );
  throw new InputError(problems, text);
}

function repositoryOf({ image, own, chart }: LockedImage, registry: string): string {
  if (own !== undefined) return `${registry}/${own}`;
  return chart?.replace(/^https:\/\//, '') ?? image;
}

/** A registry that nobody can ever hold, for racks that state none: what is not built must not become somebody else's. */
const nobodysRegistry = 'registry.example.org/you';

/** The lock with every own image below the registry that the rack file states. */
export function withOwnImages(lock: ImageLock, registry: string = nobodysRegistry): ImageLock {
  return Object.fromEntries(
    Object.entries(lock).map(([name, locked]): [string, LockedImage] => [
      name,
      { ...locked, image: repositoryOf(locked, registry) },
    ]),
  );
}
