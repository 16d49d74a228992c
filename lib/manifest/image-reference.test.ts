import { parseImage } from './image-reference';

test.each([
  ['redis', { repository: 'redis' }],
  ['redis:8', { repository: 'redis', tag: '8' }],
  ['registry.home:5000/redis', { repository: 'registry.home:5000/redis' }],
  ['registry.home:5000/redis:8', { repository: 'registry.home:5000/redis', tag: '8' }],
  ['redis@sha256:ab', { repository: 'redis', digest: 'sha256:ab' }],
  ['ghcr.io/a/b:1@sha256:ab', { repository: 'ghcr.io/a/b', tag: '1', digest: 'sha256:ab' }],
])('takes %s apart', (reference, parts) => {
  expect(parseImage(reference)).toEqual({ tag: undefined, digest: undefined, ...parts });
});
