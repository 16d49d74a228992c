import { nameOf } from './fault';
import type { Measured } from './measure';

/** Who noticed how many, and what of each that was measured. */
export function tableOf(byRules: number, measured: readonly Measured[]): string[] {
  const witnesses = [...new Set(measured.map(({ fault }) => (fault.by ? nameOf(fault.by) : 'nobody')))].sort();
  const rows = witnesses.map((witness) => {
    const own = measured.filter(({ fault }) => (fault.by ? nameOf(fault.by) : 'nobody') === witness);
    const noticed = own.filter(({ said }) => said !== undefined).length;
    return `${witness} | ${own.length} | ${noticed} | ${own.reduce((sum, { seconds }) => sum + seconds, 0)}`;
  });
  return [
    'who | kinds planted | noticed at their object | seconds',
    `the rules | ${byRules} | ${byRules} | `,
    ...rows,
    ...measured.map(({ fault, said }) => `${fault.kind} | ${said?.slice(0, 300) ?? 'NOT NOTICED'}`),
  ];
}
