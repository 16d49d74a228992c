import { readFileSync } from 'node:fs';
import { parseImageLock } from '../lib/kit/images';
import { withLockedImage } from '../thermal-daemon/image/image-lock';

test('what the release of the daemon’s image records is a lock that Rackwright reads', () => {
  const digest = `sha256:${'ab'.repeat(32)}`;
  const recorded = withLockedImage(readFileSync('images.lock.yaml', 'utf8'), {
    image: 'ghcr.io/example/thermal-daemon',
    tag: '0.2.0',
    digest,
    vouchedBy: 'the release workflow',
  });
  expect(parseImageLock(recorded)['thermal-daemon']).toMatchObject({ own: 'thermal-daemon', tag: '0.2.0', digest });
});
