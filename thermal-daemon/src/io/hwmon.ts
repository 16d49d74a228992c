import { join } from 'node:path';
import type { BoundedIo } from './bounded-io';

/** Folders of the hwmon devices of one name. Their numbers change with the order of probing: only the name is sure. */
export async function hwmonNamed(io: BoundedIo, hwmonPath: string, name: string): Promise<string[]> {
  const devices = await io.list(hwmonPath).catch((): string[] => []);
  const named = await Promise.all(
    devices.sort().map(async (device) => {
      const folder = join(hwmonPath, device);
      const found = await io.read(join(folder, 'name')).catch(() => '');
      return found.trim() === name ? [folder] : [];
    }),
  );
  return named.flat();
}
