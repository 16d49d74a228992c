/** The "newc" archive that the kernel unpacks as its first file system (Documentation/driver-api/early-userspace). */

export interface CpioEntry {
  readonly path: string;
  /** Type and permissions: 0o100755 a program, 0o040755 a directory. */
  readonly mode: number;
  readonly content?: Buffer;
}

export function writeCpio(entries: readonly CpioEntry[]): Buffer {
  const chunks = entries.map((entry, index) => record(entry, index + 1));
  return Buffer.concat([...chunks, record({ path: 'TRAILER!!!', mode: 0 }, 0)]);
}

function record({ path, mode, content = Buffer.alloc(0) }: CpioEntry, inode: number): Buffer {
  const name = Buffer.from(`${path}\0`);
  const links = 1;
  const fields = [inode, mode, 0, 0, links, 0, content.length, 0, 0, 0, 0, name.length, 0];
  const header = Buffer.from(`070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`);
  return Buffer.concat([padded(Buffer.concat([header, name])), padded(content)]);
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
