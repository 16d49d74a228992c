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

  it('changes nothing the second time', () => {
    const once = withLockedImage(lock, update);
    expect(withLockedImage(once, update)).toBe(once);
  });

  it('refuses a digest that is none, and a lock without the entry', () => {
    expect(() => withLockedImage(lock, { ...update, digest: 'sha256:abc' })).toThrow(/is no digest/);
    expect(() => withLockedImage('redis:\n  tag: 1\n', update)).toThrow(/has no entry "thermal-daemon"/);
  });
});
