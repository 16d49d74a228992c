import { readFileSync, readdirSync } from 'node:fs';

const pageBytes = 4096;

/** Bytes of memory that all processes of a group hold, pages that they share counted for each. */
export function residentBytes(processGroup: number): number {
  let bytes = 0;
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      // After the name, which may hold spaces: state, parent, group.
      const [, , group] = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
      if (Number(group) !== processGroup) continue;
      const [, resident] = readFileSync(`/proc/${id}/statm`, 'utf8').split(' ');
      bytes += Number(resident) * pageBytes;
    } catch {
      // it ended in the meantime
    }
  }
  return bytes;
}
