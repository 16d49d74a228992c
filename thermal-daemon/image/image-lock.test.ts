import { withLockedImage } from './image-lock';

const digest = `sha256:${'ab'.repeat(32)}`;
const update = { image: 'ghcr.io/example/thermal-daemon', tag: '0.2.0', digest, vouchedBy: 'the release workflow' };
const lock = `# Every image.
redis:
  image: docker.io/library/redis
  tag: 8.10.1-alpine
thermal-daemon:
  image: ghcr.io/example/thermal-daemon
  tag: 0.1.0
  platforms: [linux/amd64, linux/arm64]
  vouchedBy: nobody yet
# The last one.
grafana:
  image: docker.io/grafana/grafana
`;

describe('withLockedImage', () => {
  it('replaces the entry of the daemon and leaves all others alone', () => {
    expect(withLockedImage(lock, update)).toBe(`# Every image.
redis:
  image: docker.io/library/redis
  tag: 8.10.1-alpine
thermal-daemon:
  image: ghcr.io/example/thermal-daemon
  tag: 0.2.0
  digest: ${digest}
  platforms: [linux/amd64, linux/arm64]
  vouchedBy: the release workflow
# The last one.
grafana:
  image: docker.io/grafana/grafana
`);
  });

  it('keeps an image that is named below the owner’s registry', () => {
    const own = lock.replace('image: ghcr.io/example/thermal-daemon', 'own: thermal-daemon # of the rack file');
    const recorded = withLockedImage(own, update);
    expect(recorded).toContain(
      `thermal-daemon:\n  own: thermal-daemon # of the rack file\n  tag: 0.2.0\n  digest: ${digest}\n`,
    );
    expect(recorded).not.toContain('ghcr.io/example');
    expect(() => withLockedImage(own, { ...update, image: 'ghcr.io/example/other' })).toThrow(
      /is not the image that images.lock.yaml calls own: thermal-daemon/,
    );
  });

  it('changes nothing the second time', () => {
    const once = withLockedImage(lock, update);
    expect(withLockedImage(once, update)).toBe(once);
  });

  it('refuses a digest that is none, and a lock without the entry', () => {
    expect(() => withLockedImage(lock, { ...update, digest: 'sha256:abc' })).toThrow(/is no digest/);
    expect(() => withLockedImage('redis:\n  tag: 1\n', update)).toThrow(/has no entry "thermal-daemon"/);
  });
});
