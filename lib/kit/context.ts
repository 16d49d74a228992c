import type { Construct } from 'constructs';
import type { RackSpec } from '../rack-file/rack';
import type { ImageLock } from './images';
import type { PodSecurityLevel } from './security';

/** What every construct of a rack may know; set once at the root, inherited down the tree whatever its shape. */
export interface RackContext {
  rack: RackSpec;
  images: ImageLock;
  /** Namespaces of all apps that are on, with the level each enforces. */
  namespaces: Readonly<Record<string, PodSecurityLevel>>;
  /** `namespace/name` of an encrypted Secret → hash of its encrypted values. */
  secretHashes: ReadonlyMap<string, string>;
}

const key = 'rackwright';

export function setRackContext(root: Construct, context: RackContext): void {
  root.node.setContext(key, context);
}

export function rackContext(scope: Construct): RackContext {
  return scope.node.getContext(key) as RackContext;
}
