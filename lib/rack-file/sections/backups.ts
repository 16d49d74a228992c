import * as z from 'zod';
import { url, written } from '../../units/fields';
import { type HelperMachine, documentsPort, helperThat } from '../helper-machines';

export const bucket = written({
  what: 'the name of a bucket',
  how: '3 to 63 lower-case letters, digits and dashes',
  examples: ['homelab'],
  pattern: /^[a-z0-9][-a-z0-9]{1,61}[a-z0-9]$/,
  read: (text) => (/^[a-z0-9][-a-z0-9]{1,61}[a-z0-9]$/.test(text) ? text : undefined),
  repair: (text) =>
    text
      .toLowerCase()
      .replace(/^s3:\/\//, '')
      .replaceAll(/[^a-z0-9-]+/g, '-'),
});

const offsite = z.strictObject({
  endpoint: url.describe('S3 endpoint outside the rack'),
  bucket: bucket.describe('bucket that already exists there'),
  region: z.string().min(1).default('us-east-1').describe('region; most servers other than AWS take this one'),
});

export const backups = z.strictObject({
  offsite: offsite.optional().describe('where copies of the backups go; without it they die with the rack'),
});

export interface OffsiteBucket {
  endpoint: string;
  bucket: string;
  region: string;
}

/** Where the second copy of documents goes, where a helper keeps one. */
export function storeBeside(
  rack: string,
  helpers: readonly HelperMachine[],
): { beside?: OffsiteBucket & { helper: string } } {
  const helper = helperThat('documents', helpers);
  if (!helper) return {};
  const endpoint = `http://${helper.address}:${documentsPort}`;
  return { beside: { helper: helper.name, endpoint, bucket: rack, region: 'us-east-1' } };
}
