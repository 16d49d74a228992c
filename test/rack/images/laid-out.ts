import type { Image } from '../../judges/tree/container-root';

/** An image that the judges lay out from packages, with the root of the Debian tree that it builds on. */
export type LaidOut = Image & { tree: string };
