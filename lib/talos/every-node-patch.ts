import { mirrorAt } from '../rack-file/mirror';
import type { RackSpec } from '../rack-file/rack';
import { document, type TalosDocument } from './document';
import { forBladesAlone } from './for-blades-alone';
import { oomConfig } from './oom';

/** Port on which every node finds the API servers before any Service works; Cilium is told the same. */
export const kubePrismPort = 7445;

/** Ports of the node at which metrics are read without a login: node-exporter, and Cilium's agent, operator, Envoy and Hubble. */
export const nodeMetricsPorts: readonly number[] = [9100, 9962, 9963, 9964, 9965];

export function everyNodePatch(rack: RackSpec): TalosDocument[] {
  const { name, network, mirrors } = rack;
  return [
    document('KubeClusterConfig', { clusterName: name, endpoint: `https://${network.controlPlane}:6443` }),
    document('KubeNetworkConfig', {
      dnsDomain: 'cluster.local',
      podSubnets: [network.pods, ...(network.ipv6 ? [network.ipv6.pods] : [])],
      serviceSubnets: [network.services, ...(network.ipv6 ? [network.ipv6.services] : [])],
    }),
    document('KubePrismConfig', { port: kubePrismPort }),
    // A CM4 has no clock: it waits at boot until it knows the time, since no certificate is valid in 1970.
    document('TimeSyncConfig', { enabled: true, ntp: { servers: network.time } }),
    document('ResolverConfig', { nameservers: network.dns.map((address) => ({ address })) }),
    // Longhorn 1.12 finds the node's iscsid through the host's /proc, which isolation hides from pods. Changing this
    // needs a reboot.
    document('SecurityProfileConfig', { workloadIsolation: false }),
    oomConfig(),
    forBladesAlone('node-metrics', nodeMetricsPorts, rack),
    // Containers of Talos itself come through them, too: a rack that lost the world still starts what the mirror has.
    ...Object.keys(mirrors)
      .sort()
      .map((registry) => document('RegistryMirrorConfig', { name: registry, endpoints: [endpoint(mirrors[registry]!)] })),
  ];
}

/** Talos puts `/v2` behind an address unless it is told that the path is whole. */
function endpoint(url: string): object {
  const { origin, prefix } = mirrorAt(url);
  return prefix === '' ? { url } : { url: `${origin}/v2/${prefix.slice(0, -1)}`, overridePath: true };
}
