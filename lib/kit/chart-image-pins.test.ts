import type { Footprint } from '../facts/footprint';
import type { LockedImage } from '../facts/locked-image';
import { imagePins } from './chart-image-pins';

const digest = `sha256:${'a'.repeat(64)}`;
const locked = (image: string, more: Partial<LockedImage> = {}): LockedImage => ({
  image,
  tag: 'v1',
  digest,
  platforms: ['linux/arm64'],
  follows: 'cilium',
  ...more,
});
const footprint = (images: string[], more: Partial<Footprint> = {}): Footprint => ({
  source: 'the chart',
  workloads: [{ kind: 'Deployment', name: 'operator', images }],
  ...more,
});

test.each<[name: string, images: string[], lock: LockedImage, more: Partial<Footprint>, names: string[]]>([
  ['an image of the chart is pinned', ['quay.io/c/a:v1'], locked('quay.io/c/a'), {}, ['quay.io/c/a']],
  ['one of Docker Hub under both its names', ['l/m:v1'], locked('docker.io/l/m'), {}, ['docker.io/l/m', 'l/m']],
  ['another tag is not', ['quay.io/c/a:v2'], locked('quay.io/c/a'), {}, []],
  ['what follows something else is not', ['quay.io/c/a:v1'], locked('quay.io/c/a', { follows: 'talos' }), {}, []],
  ['what has no digest is not', ['quay.io/c/a:v1'], locked('quay.io/c/a', { digest: undefined }), {}, []],
  ['what the chart pins itself is not', [`quay.io/c/a:v1@${digest}`], locked('quay.io/c/a'), {}, []],
  [
    'nothing is by another version of the chart',
    ['quay.io/c/a:v1'],
    locked('quay.io/c/a'),
    { isOfAnotherVersion: true },
    [],
  ],
])('%s', (_, images, lock, more, names) => {
  expect(imagePins(footprint(images, more), { entry: lock }, 'cilium')).toEqual(
    names.map((name) => ({ name, newTag: 'v1', digest })),
  );
});
