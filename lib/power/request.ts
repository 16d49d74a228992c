import type { Situation } from '../status/line';
import type { PowerAction } from './action';
import type { JournalEntry } from './journal';

export interface PowerRequest {
  action: PowerAction;
  blade: string;
  /** A person has looked: it answers a ping and nothing else. @default false */
  isHung?: boolean;
}

/** Somebody who may know whether a blade is alive. */
export interface Witness {
  who: 'Kubernetes' | 'Talos' | 'ping';
  /** `nothing`: it could not be asked. */
  says: 'alive' | 'gone' | 'nothing';
  /** In its own words. */
  how: string;
}

/** What the controller says of one port. */
export interface PortState {
  port: number;
  /** Name that somebody gave it there. */
  name?: string;
  canFeed: boolean;
  isUplink: boolean;
  /** Whether it is told to give power. */
  isOn: boolean;
  watts: number;
  isLinkUp: boolean;
  /** MAC addresses seen behind it, lower case; empty where the controller lists none. */
  macs: readonly string[];
}

/** Everything that is known when somebody asks. */
export interface PowerFacts {
  situation: Situation;
  witnesses: readonly Witness[];
  /** Ready blades that this desk can hear itself, by ping or Talos' API. */
  othersHeard: readonly string[];
  /** Ports of the switch that feeds the blade. */
  ports: readonly PortState[];
  journal: readonly JournalEntry[];
}
