import type { CapacityReport, ClassReport, Worst } from '../placement/report';
import { capacityAsText } from './capacity-as-text';

const amounts = { cpuMillicores: 1000, memoryBytes: 2 ** 30 };
const ledger = { blades: [], asked: amounts, room: amounts, roomWithOneLost: amounts };
const verdict = (kind: Worst['kind']): Worst => ({ kind, because: 'so', loss: 'nothing' });

/** The first line for one kind of pods, with all blades and with one lost. */
function firstLine(whole: Worst['kind'], blade: Worst['kind'], isPinned = false): string {
  const pod = { id: 'data/Cluster/postgres', isPinned, whole: verdict(whole), blade: verdict(blade) } as ClassReport;
  const report = { rack: 'den', ledger, classes: [pod], sets: [] } as unknown as CapacityReport;
  return capacityAsText(report, []).split('\n')[0]!;
}

test.each<[Worst['kind'], Worst['kind'], string]>([
  ['proved', 'proved', 'Fits, one blade lost or not.'],
  ['proved', 'fits', 'Fits, one blade lost or not.'],
  ['proved', 'stuck', 'Fits, and with one blade lost it may not: data/Cluster/postgres.'],
  ['stuck', 'stuck', 'May not fit: data/Cluster/postgres, in some orders already with all blades.'],
  ['impossible', 'impossible', 'Does not fit: data/Cluster/postgres, already with all blades.'],
])('a pod that is %s with all blades and %s with one lost is told first', (whole, blade, says) => {
  expect(firstLine(whole, blade)).toBe(says);
});

test('a pod that waits for its own blade lacks no room when that is lost', () => {
  expect(firstLine('proved', 'stuck', true)).toBe('Fits, one blade lost or not.');
});
