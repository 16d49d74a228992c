import type { Fault } from './fault';
import { databaseFaults } from './own/databases';
import { diskFaults } from './own/disks';
import { fluxFaults } from './own/flux';
import { handFaults } from './own/hands';
import { nameFaults } from './own/names';
import { networkFaults } from './own/networks';
import { podFaults } from './own/pods';
import { programFaults } from './own/programs';

/** Kinds of our own, as somebody would plant them who has read only the manifests. */
export const ownFaults: readonly Fault[] = [
  ...podFaults,
  ...diskFaults,
  ...fluxFaults,
  ...networkFaults,
  ...databaseFaults,
  ...programFaults,
  ...handFaults,
  ...nameFaults,
];
