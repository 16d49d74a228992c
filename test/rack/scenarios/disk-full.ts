import { debianTree } from '../../judges/tree/debian-tree';
import { bladeFull } from './disk-full-blade';
import { dataFull, logFull } from './disk-full-postgres';
import { redisFull } from './disk-full-redis';
import type { Part } from './full-disk';
import { signedByBox, startMonitoring } from './monitoring';
import type { RackContext, RackScenario } from './scenario';
import { faultsIn } from './writers';

/**
 * Volumes and disks run full while clients write, and are given room as the pages say. Each volume is a file system of the
 * size that its claim asks for, and each blade has a disk of its own, by which its kubelet evicts as the rack tells it.
 */
export const diskFull: RackScenario[] = [
  scenario('disk-full-redis', 'The volume of Redis’ primary runs full, then those of all three servers', [redisFull]),
  scenario('disk-full-postgres', 'PostgreSQL’s log runs full on the primary, then its data on all instances', [
    logFull,
    dataFull,
  ]),
  {
    ...scenario('disk-full-blade', 'Pods of the lowest class fill the disk of a blade', [bladeFull]),
    onlyByName: true,
  },
];

type Fill = (context: RackContext) => Promise<Part>;

function scenario(id: string, title: string, fills: readonly Fill[]): RackScenario {
  return {
    id,
    title,
    ownBox: { afterColdStart: true, diskBytes: 3 * 2 ** 30 },
    prepare: async () => void debianTree('disks'),
    async run(context) {
      await startMonitoring(context, signedByBox(context));
      const parts: Part[] = [];
      for (const each of fills) {
        const part = await each(context);
        parts.push(part);
        for (const { app, event, secondsWithout, acknowledged, lost } of part.rows)
          context.say(`${app}, ${event}: ${secondsWithout} s, ${lost} of ${acknowledged} lost`);
      }
      const rows = parts.flatMap((part) => part.rows);
      return {
        shown: parts.map(({ shown }) => shown).join('; '),
        rows,
        failures: [...parts.flatMap(({ failures }) => failures), ...faultsIn(rows)],
      };
    },
  };
}
