import { closeSync, mkdirSync, openSync, truncateSync } from 'node:fs';
import { basename, join } from 'node:path';
import { debianTree } from '../../judges/tree/debian-tree';
import { host } from '../../judges/tree/pod-world';

/** mkfs.xfs makes nothing smaller. */
const leastBytes = 300 * 2 ** 20;

/**
 * A file system of a stated size: XFS, as Talos and the rack's StorageClasses make it, in a sparse file. It is mounted beside
 * the blades, so that it outlives their plugs; what was unmounted by nobody, the kernel frees with the box's own namespaces.
 */
export class LimitedDisk {
  private constructor(
    private readonly image: string,
    readonly folder: string,
    /** `/dev/loop3`. */
    readonly device: string,
  ) {}

  /** @throws when the kernel has no loop devices, or no XFS */
  static make(image: string, folder: string, bytes: number): LimitedDisk {
    closeSync(openSync(image, 'wx'));
    truncateSync(image, Math.max(bytes, leastBytes));
    xfs('mkfs.xfs', '-q', image);
    mkdirSync(folder, { recursive: true });
    // With `discard`, as the StorageClasses say, what is deleted in it takes no room of the machine either.
    host('mount', '-t', 'xfs', '-o', 'loop,discard', image, folder);
    return new LimitedDisk(image, folder, host('findmnt', '--noheadings', '--output', 'SOURCE', folder).trim());
  }

  /** Enlarges it while it is in use; wherever else it is mounted it grows as well. */
  grow(bytes: number): void {
    truncateSync(this.image, Math.max(bytes, leastBytes));
    host('losetup', '--set-capacity', this.device);
    xfs('xfs_growfs', this.folder);
  }

  /** Mounts it in the namespaces of a running blade too. @param init PID 1 there @param place path on the blade */
  showTo(init: number, place: string): void {
    const node = `/dev/${basename(this.device)}`;
    host('cp', '-a', '--remove-destination', this.device, `/proc/${init}/root${node}`);
    host('nsenter', '-t', String(init), '-m', '--', 'mount', '-t', 'xfs', '-o', 'discard', node, place);
  }

  /** Its device goes when nobody uses it any more: processes of a dead blade may need a moment. */
  unmount(): void {
    host('umount', '--lazy', this.folder);
  }
}

/** A program of Debian's xfsprogs, with its own libraries: few machines have them. @throws with its words */
function xfs(program: 'mkfs.xfs' | 'xfs_growfs', ...args: string[]): void {
  const { root } = debianTree('disks');
  const libraries = join(root, 'usr/lib/x86_64-linux-gnu');
  const path = join(root, 'usr/sbin', program);
  host(join(libraries, 'ld-linux-x86-64.so.2'), '--library-path', libraries, path, ...args);
}
