import { readFileSync } from 'node:fs';
import { parseImageLock } from '../../kit/images';

test('the image is the whole one: the slim one ends at once where documents lie in an object store', () => {
  const { ['open-webui']: image } = parseImageLock(readFileSync('images.lock.yaml', 'utf8'));
  expect(image?.tag).not.toContain('slim');
});
