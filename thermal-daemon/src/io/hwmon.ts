import { join } from 'node:path';
import type { BoundedIo } from './bounded-io';
import { HangError } from './deadline';

/**
 * Folders of the hwmon devices of one name. Their numbers change with the order of probing: only the name is sure.
 * @throws HangError when there is none, but one whose name hangs
 */
export async function hwmonNamed(io: BoundedIo, hwmonPath: string, name: string): Promise<string[]> {
  const devices = await io.list(hwmonPath).catch((error: unknown): string[] => {
    if (error instanceof HangError) throw error;
    return [];
  });
  const hangs: HangError[] = [];
  const named = await Promise.all(
    devices.sort().map(async (device) => {
      const folder = join(hwmonPath, device);
      const found = await io.read(join(folder, 'name')).catch((error: unknown) => {
        if (error instanceof HangError) hangs.push(error);
        return '';
      });
      return found.trim() === name ? [folder] : [];
    }),
  );
  const found = named.flat();
  if (found.length === 0 && hangs[0]) throw hangs[0];
  return found;
}
