import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLockedImage } from './image-lock';

const usage = 'usage: npm run image:record -- <repository> <tag> <digest> <who vouches>';
const lockFile = path.resolve(__dirname, '..', '..', 'images.lock.yaml');

const [image, tag, digest, vouchedBy, ...rest] = process.argv.slice(2);
if (!image || !tag || !digest || !vouchedBy || rest.length > 0) {
  console.error(usage);
  process.exitCode = 2;
} else {
  try {
    writeFileSync(lockFile, withLockedImage(readFileSync(lockFile, 'utf8'), { image, tag, digest, vouchedBy }));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}
