import * as z from 'zod';
import { deskLines } from './checks';
import type { DeskFacts, DeskLine } from './desk';

const line = z.strictObject({
  level: z.enum(['wrong', 'risk', 'well']),
  check: z.string().describe('tools, key, logins, network or machines'),
  message: z.string(),
  fix: z.string().optional().describe('what to do'),
});

/** What `rackwright doctor --json` prints. */
export const doctorDocument = z.strictObject({ version: z.literal(1), rack: z.string(), lines: z.array(line) });
export type DoctorReport = z.infer<typeof doctorDocument>;

export function doctorReport(facts: DeskFacts): DoctorReport {
  return { version: 1, rack: facts.rack.name, lines: deskLines(facts) };
}

export function doctorAsText({ rack, lines }: DoctorReport): string {
  const bad = lines.filter(({ level }) => level !== 'well');
  const heading =
    bad.length === 0
      ? `${rack}: this machine has what it takes`
      : `${rack}: ${bad.length} of ${lines.length} things are not as they should be`;
  return [heading, ...lines.flatMap(textOf), ''].join('\n');
}

function textOf({ level, message, fix }: DeskLine): string[] {
  return [`  ${level.padEnd(5)}  ${message}`, ...(fix === undefined ? [] : [`         → ${fix}`])];
}

export function doctorJsonSchema(): object {
  return { title: 'What rackwright doctor --json prints', ...z.toJSONSchema(doctorDocument) };
}
