import * as z from 'zod';
import { written } from '../../units/fields';
import { isoDate } from '../fields/iso-date';

const ruleId = written({
  what: 'the id of a rule',
  how: 'family and name, such as power/one-switch; findings print it',
  examples: ['power/one-switch'],
  pattern: /^[a-z][-a-z0-9]*\/[a-z][-a-z0-9]*$/,
  read: (text) => (/^[a-z][-a-z0-9]*\/[a-z][-a-z0-9]*$/.test(text) ? text : undefined),
  repair: (text) => text.toLowerCase().replaceAll(/[ _]/g, '-').replace('.', '/'),
});

export const accepted = z.strictObject({
  rule: ruleId.describe('rule whose findings are accepted, such as power/one-switch'),
  object: z
    .string()
    .min(1)
    .optional()
    .describe('only for this object, as the finding prints it; absent: for every one'),
  reason: z.string().min(10).describe('why, for the reader in a year'),
  until: isoDate.optional().describe('day after which the acceptance is itself a finding; absent: it never lapses'),
});

export interface Accepted {
  /** Rule id, `power/one-switch`. */
  rule: string;
  /** Object id to which it is limited. @default - every object */
  object?: string;
  reason: string;
  /** ISO date after which the acceptance is itself a finding. */
  until?: string;
}
