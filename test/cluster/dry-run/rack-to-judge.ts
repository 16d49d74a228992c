import type { SecretOpener } from './open-secret';
import type { TreeObject } from './read-tree';

export interface RackToJudge {
  name: string;
  objects: readonly TreeObject[];
  opener?: SecretOpener;
}
