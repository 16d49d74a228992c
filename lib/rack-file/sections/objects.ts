import * as z from 'zod';
import { url } from '../../units/fields';
import { bucket } from './backups';

export const outsideObjects = z.strictObject({
  endpoint: url.describe('S3 endpoint outside the rack, such as https://nas.example.org:9000'),
  region: z.string().min(1).default('us-east-1').describe('region; most servers other than AWS take this one'),
  prefix: bucket
    .refine((text) => text.length <= 40, 'at most 40 characters: the name of what lies there follows')
    .optional()
    .describe('how names of buckets begin, such as homelab for homelab-models; the name of the rack if absent'),
});

export interface OutsideObjects {
  endpoint: string;
  region: string;
  /** Names of its buckets begin with it and a dash. */
  prefix: string;
}
