import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fanText, type Carrier } from '../rack-file/fans';
import { sampleFile } from './sample-rack';

/** A rack file on a carrier of the table in docs/rack-file.md: the sample's, with that fan on every blade. */
export function carrierRackText({ arch, fan }: Carrier): string {
  const text = readFileSync(join(__dirname, '..', '..', sampleFile), 'utf8');
  return text.replace(/fan: \{[^}]*\}/, `fan: ${fanText(fan)}`).replace('arch: arm64', `arch: ${arch}`);
}
