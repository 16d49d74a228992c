import { acceptedOnce } from './accept';
import { neededAppsAreOn, platformStaysOn } from './apps';
import { backupsLeaveTheRack, offsiteIsElsewhere } from './backups';
import { bladeAddressesAreTheirOwn } from './blade-addresses';
import { baysHoldOneBlade } from './bays';
import { boardsAreKnown, dataLiesElsewhere, portsAreStatedOnce } from './boards';
import { replicasFindBlades } from './capacity';
import { acmeNeedsARegisteredDomain, dnsProviderIsDescribed } from './certificates';
import { domainIsNoSuffix, domainIsOurs } from './domain';
import {
  addressesLieInNodes,
  controlPlaneAddressIsShared,
  loadBalancerPoolIsFree,
  podsHaveRoom,
  subnetsAreDisjoint,
} from './network';
import {
  controlPlanesAreOdd,
  hardwareIsKnown,
  machinesSuffice,
  namesAreUnique,
  nothingIsIdle,
  rangesAdvanceTogether,
  schedulableMakesSense,
} from './nodes';
import { fansCanBeHad, sharedFansAreInPairs } from './fans';
import { dutiesAreHeldOnce, helpersAreOutside } from './helper-machines';
import { namedModelsAreServed } from './models';
import { peersAreOutside, podsSpeakTheFamilyOfPeers } from './outside-peers';
import {
  portGroupsAreApart,
  controlHasAController,
  portsExist,
  portsFeedOneBlade,
  portsGiveEnough,
  switchesAreKnown,
  switchesCarryTheirBlades,
} from './power';
import type { SpecRule } from './rule';
import { bladesHaveBothFamilies, familiesAgree, secondNetworksAreSound } from './two-families';
import { bandCanBeHeld, hysteresisNeedsACurve, curveIsSound, oneLawOfTheFan } from './thermal';
import { replicaBladesAreWorkers, volumesFitDisks } from './volumes';
import { diskIsWhole, roomIsOfThisWorld } from './physics';
import {
  nameIsFree,
  placesAreElsewhere,
  poolHasNoBroadcast,
  regionIsAWord,
  serversCanAnswer,
  subnetsAreUsable,
} from './usable-addresses';
import { kubernetesFitsAll, talosIsSupported } from './versions';

/** Every rule runs on every rack file; none waits for another. */
export const allRules: readonly SpecRule[] = [
  talosIsSupported,
  kubernetesFitsAll,
  nameIsFree,
  subnetsAreUsable,
  serversCanAnswer,
  poolHasNoBroadcast,
  placesAreElsewhere,
  regionIsAWord,
  roomIsOfThisWorld,
  diskIsWhole,
  subnetsAreDisjoint,
  podsHaveRoom,
  addressesLieInNodes,
  controlPlaneAddressIsShared,
  loadBalancerPoolIsFree,
  familiesAgree,
  secondNetworksAreSound,
  bladesHaveBothFamilies,
  domainIsOurs,
  domainIsNoSuffix,
  peersAreOutside,
  podsSpeakTheFamilyOfPeers,
  helpersAreOutside,
  dutiesAreHeldOnce,
  hardwareIsKnown,
  boardsAreKnown,
  portsAreStatedOnce,
  dataLiesElsewhere,
  machinesSuffice,
  fansCanBeHad,
  sharedFansAreInPairs,
  rangesAdvanceTogether,
  namesAreUnique,
  baysHoldOneBlade,
  bladeAddressesAreTheirOwn,
  controlPlanesAreOdd,
  schedulableMakesSense,
  nothingIsIdle,
  switchesAreKnown,
  portsExist,
  portsFeedOneBlade,
  portGroupsAreApart,
  controlHasAController,
  portsGiveEnough,
  switchesCarryTheirBlades,
  oneLawOfTheFan,
  hysteresisNeedsACurve,
  bandCanBeHeld,
  curveIsSound,
  neededAppsAreOn,
  platformStaysOn,
  namedModelsAreServed,
  replicasFindBlades,
  volumesFitDisks,
  replicaBladesAreWorkers,
  acmeNeedsARegisteredDomain,
  dnsProviderIsDescribed,
  backupsLeaveTheRack,
  offsiteIsElsewhere,
  acceptedOnce,
];
