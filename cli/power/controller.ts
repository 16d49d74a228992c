import type { PortState } from '../../lib/power/request';

/** Whatever switches the power of ports: a UniFi controller, or another that somebody writes. */
export interface SwitchController {
  /** As people know it, `https://192.168.1.1`. */
  name: string;
  /** Every port of the switch, as it is now. @throws ControllerError */
  ports(): Promise<PortState[]>;
  /**
   * Tells one port to give power or not, and nothing else to any other. Comes back once the controller has taken the order;
   * the switch may need half a minute more.
   *
   * @throws ControllerError when it did not take it, or when that is unknown
   */
  setPower(port: number, isOn: boolean): Promise<void>;
}

/** What a controller refused or did not answer, for people; never with a key in it. */
export class ControllerError extends Error {}
