import { readFileSync } from 'node:fs';
import { tagFault, textOf } from './tag';

/** `node bin/run.cjs release/check-tag.ts -- v1.2.3`: prints what CHANGELOG.md says of the version, or why it is none. */
const [tag = ''] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const changelog = readFileSync('CHANGELOG.md', 'utf8');
const fault = tagFault(tag, version, changelog);
if (fault === undefined) process.stdout.write(textOf(changelog, version)!);
else {
  console.error(fault);
  process.exitCode = 1;
}
