import { writeFileSync } from 'node:fs';
import { host } from '../../judges/tree/pod-world';
import { type BladeSpec, podRangeOf } from './blade-files';
import { outside } from './outside';

/** A rack's own network, as its file states it. */
export interface RackNetwork {
  /** `192.168.1.0/24`. */
  prefixLength: number;
  gateway: string;
  controlPlane: string;
}

export const bridge = 'rack0';

/** The rack's gateway is the bridge; the control plane answers at the address that its members share. */
export function makeNetwork({ gateway, controlPlane, prefixLength }: RackNetwork, blades: readonly BladeSpec[]): void {
  host('ip', 'link', 'set', 'lo', 'up');
  host('ip', 'link', 'add', bridge, 'type', 'bridge');
  for (const address of [controlPlane, gateway])
    host('ip', 'address', 'add', `${address}/${prefixLength}`, 'dev', bridge);
  host('ip', 'link', 'set', bridge, 'up');
  for (const address of Object.values(outside)) host('ip', 'address', 'add', `${address}/32`, 'dev', bridge);
  for (const blade of blades) host('ip', 'route', 'add', podRangeOf(blade), 'via', blade.address, 'src', controlPlane);
  writeFileSync('/proc/sys/net/ipv4/ip_forward', '1');
}
