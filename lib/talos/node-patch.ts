import { fanChipMark, positionMark, switchMark, switchPortMark } from '../facts/marks';
import { fanGroupId } from '../facts/node-hardware';
import { diskParts, localVolumeGroup } from '../rack-file/disk-parts';
import { replicaLabel } from '../rack-file/node-labels';
import type { Blade, Hardware, RackSpec } from '../rack-file/rack';
import { workersOf } from '../rack-file/rack';
import { accessOf, fanKindOf } from '../rack-file/fans';
import { document, type TalosDocument } from './document';
import { installerImage } from './schematic';

/** Name that every node's one wired port goes by, whatever its kernel calls it. */
export const uplink = 'uplink';

export function nodePatch(blade: Blade, rack: RackSpec): TalosDocument[] {
  const hardware = rack.hardware[blade.hardware]!;
  const stores = workersOf(rack).some(({ name }) => name === blade.name);
  // Talos taints its control plane, and keeps it out of announcing addresses, unless both are taken away.
  const carriesAll = stores && blade.role === 'control-plane';
  const replicates = rack.replicaBlades.includes(blade.name);
  return [
    // Names made by Talos would otherwise win over nothing, and conflict with this one.
    document('HostnameConfig', { hostname: blade.name, auto: 'off' }),
    ...network(blade, hardware, rack),
    document('KubeNodeConfig', {
      nodeIP: { validSubnets: [rack.network.nodes] },
      labels: {
        ...labels(blade, rack, replicates),
        ...(carriesAll && { 'node.kubernetes.io/exclude-from-external-load-balancers': { $patch: 'delete' } }),
      },
      ...(carriesAll && { taints: { 'node-role.kubernetes.io/control-plane': { $patch: 'delete' } } }),
    }),
    document('UnattendedInstallConfig', {
      installer: { image: installerImage(hardware, rack.talos) },
      provisioning: { diskSelector: { match: `disk.dev_path == "${hardware.installDisk}"` }, wipe: false },
    }),
    ...(stores ? volumes(hardware, replicates) : []),
    ...(hardware.arch === 'arm64' ? [watchdog] : []),
    ...deviceRules(hardware),
  ];
}

/** Static, so that a blade finds its peers while the gateway, which would hand out addresses, is away. */
function network({ address }: Blade, { arch }: Hardware, { network: { nodes, gateway } }: RackSpec): TalosDocument[] {
  const prefix = nodes.slice(nodes.indexOf('/'));
  // bcmgenet is the one wired port of a CM4; elsewhere any port with a driver and a cable.
  const match =
    arch === 'arm64' ? 'link.driver == "bcmgenet"' : 'link.type == 1 && link.driver != "" && link.link_state == true';
  return [
    document('LinkAliasConfig', { name: uplink, selector: { match } }),
    document('LinkConfig', {
      name: uplink,
      up: true,
      addresses: [{ address: `${address}${prefix}` }],
      routes: [{ gateway }],
    }),
  ];
}

/** Position is the place in the rack file, counted from 1: a person who reads it there finds the same blade in the rack. */
function labels(blade: Blade, rack: RackSpec, replicates: boolean): Record<string, string> {
  const { feed, hardware } = blade;
  const kind = fanKindOf(rack, hardware);
  return {
    ...positionMark.as(String(rack.blades.indexOf(blade) + 1)),
    ...(kind && fanChipMark.as(kind.name)),
    ...(feed && { ...switchMark.as(feed.switch), ...switchPortMark.as(String(feed.port)) }),
    ...(replicates && { [replicaLabel]: 'true' }),
  };
}

/**
 * Images, logs and scratch space keep to their part of the disk, so that a pull never competes with a volume. The
 * volume group takes the rest but for the room of replicas, which every blade keeps: see lib/rack-file/disk-parts.ts.
 */
function volumes({ diskBytes }: Hardware, replicates: boolean): TalosDocument[] {
  const { ephemeralGib, replicasGib, localGib } = diskParts(diskBytes);
  const onSystemDisk = (gib: number) => ({
    diskSelector: { match: 'system_disk' },
    minSize: `${gib}GiB`,
    maxSize: `${gib}GiB`,
  });
  return [
    document('VolumeConfig', { name: 'EPHEMERAL', provisioning: { maxSize: `${ephemeralGib}GiB` } }),
    document('RawVolumeConfig', { name: localVolumeGroup, provisioning: onSystemDisk(localGib) }),
    document('LVMVolumeGroupConfig', {
      name: localVolumeGroup,
      provisioning: { volumeSelector: { match: `volume_id == "r-${localVolumeGroup}"` } },
    }),
    ...(replicates
      ? [
          document('UserVolumeConfig', {
            name: 'longhorn',
            provisioning: onSystemDisk(replicasGib),
            filesystem: { type: 'xfs' },
          }),
        ]
      : []),
  ];
}

/** The timer of a BCM2711 counts 16 seconds at most (drivers/watchdog/bcm2835_wdt.c), Talos asks for 10 at least. */
const watchdog = document('WatchdogTimerConfig', { device: '/dev/watchdog0', timeout: '15s' });

/** Talos leaves devices to root; this group lets the thermal daemon open the one that its fan is behind. */
function deviceRules({ fan }: Hardware): TalosDocument[] {
  const access = fan && accessOf(fan);
  if (!fan || access === 'sysfs' || access === undefined) return [];
  const device = access === 'i2c' ? 'SUBSYSTEM=="i2c-dev"' : `KERNEL=="${fan.bus}"`;
  return [document('UdevRulesConfig', { rules: [`${device}, GROUP="${fanGroupId}", MODE="0660"`] })];
}
