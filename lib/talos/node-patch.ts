import { fanChipMark, positionMark, switchMark, switchPortMark } from '../facts/marks';
import { fanGroupId } from '../facts/node-hardware';
import { boards } from '../rack-file/boards';
import { diskParts, localVolumeGroup } from '../rack-file/disk-parts';
import { replicaLabel } from '../rack-file/node-labels';
import type { Blade, Hardware, RackSpec } from '../rack-file/rack';
import { bayOf, workersOf } from '../rack-file/rack';
import { accessOf, fanKindOf } from '../rack-file/fans';
import { document, type TalosDocument } from './document';
import { linkOf, networkOf } from './network-port';
import { installerImage } from './schematic';

export function nodePatch(blade: Blade, rack: RackSpec): TalosDocument[] {
  const hardware = rack.hardware[blade.hardware]!;
  const stores = workersOf(rack).some(({ name }) => name === blade.name);
  // Talos taints its control plane, and keeps it out of announcing addresses, unless both are taken away.
  const carriesAll = stores && blade.role === 'control-plane';
  const replicates = rack.replicaBlades.includes(blade.name);
  return [
    // Names made by Talos would otherwise win over nothing, and conflict with this one.
    document('HostnameConfig', { hostname: blade.name, auto: 'off' }),
    ...networkOf(blade, hardware, rack),
    ...sharedAddress(blade, hardware, rack),
    ...modules(hardware),
    document('KubeNodeConfig', {
      nodeIP: { validSubnets: [rack.network.nodes, ...(rack.network.ipv6?.nodes ? [rack.network.ipv6.nodes] : [])] },
      labels: {
        ...labels(blade, rack, replicates),
        ...(carriesAll && { 'node.kubernetes.io/exclude-from-external-load-balancers': { $patch: 'delete' } }),
      },
      ...(carriesAll && { taints: { 'node-role.kubernetes.io/control-plane': { $patch: 'delete' } } }),
    }),
    document('UnattendedInstallConfig', {
      installer: { image: installerImage(hardware, rack.talos) },
      provisioning: { diskSelector: { match: diskMatch(hardware.installDisk) }, wipe: false },
    }),
    ...(stores ? volumes(hardware, replicates) : []),
    ...watchdog(hardware),
    ...deviceRules(hardware),
  ];
}

/** Position is the place in the rack file, counted from 1: a person who reads it there finds the same blade in the rack. */
function labels(blade: Blade, rack: RackSpec, replicates: boolean): Record<string, string> {
  const { feed, hardware } = blade;
  const kind = fanKindOf(rack, hardware);
  return {
    ...positionMark.as(String(bayOf(rack.blades, blade))),
    ...(kind && fanChipMark.as(kind.name)),
    ...(feed && { ...switchMark.as(feed.switch), ...switchPortMark.as(String(feed.port)) }),
    ...(replicates && { [replicaLabel]: 'true' }),
  };
}

/**
 * Images, logs and scratch space keep to their part of the disk, so that a pull never competes with a volume. The
 * volume group takes the rest but for the room of replicas, which every blade keeps: see lib/rack-file/disk-parts.ts.
 */
function volumes({ diskBytes, dataDisk }: Hardware, replicates: boolean): TalosDocument[] {
  const { ephemeralGib, replicasGib, localGib } = diskParts(diskBytes);
  const disk = dataDisk === undefined ? 'system_disk' : diskMatch(dataDisk);
  const onDisk = (gib: number) => ({
    diskSelector: { match: disk },
    minSize: `${gib}GiB`,
    maxSize: `${gib}GiB`,
  });
  return [
    document('VolumeConfig', {
      name: 'EPHEMERAL',
      provisioning: { ...(dataDisk !== undefined && { diskSelector: { match: disk } }), maxSize: `${ephemeralGib}GiB` },
    }),
    document('RawVolumeConfig', { name: localVolumeGroup, provisioning: onDisk(localGib) }),
    document('LVMVolumeGroupConfig', {
      name: localVolumeGroup,
      provisioning: { volumeSelector: { match: `volume_id == "r-${localVolumeGroup}"` } },
    }),
    ...(replicates
      ? [
          document('UserVolumeConfig', {
            name: 'longhorn',
            provisioning: onDisk(replicasGib),
            filesystem: { type: 'xfs' },
          }),
        ]
      : []),
  ];
}

/** Names under /dev/disk stay when a cable moves; the kernel's own names are in the order in which disks answer. */
function diskMatch(device: string): string {
  return device.startsWith('/dev/disk/') ? `"${device}" in disk.symlinks` : `disk.dev_path == "${device}"`;
}

function watchdog({ board }: Hardware): TalosDocument[] {
  const { watchdogSeconds } = boards[board];
  if (watchdogSeconds === undefined) return [];
  return [document('WatchdogTimerConfig', { device: '/dev/watchdog0', timeout: `${watchdogSeconds}s` })];
}

/** Held by one of the API servers at a time; only ever an address for Kubernetes, never for talosctl. */
function sharedAddress(blade: Blade, hardware: Hardware, { blades, network }: RackSpec): TalosDocument[] {
  const controlPlanes = blades.filter(({ role }) => role === 'control-plane');
  const isShared = controlPlanes.every(({ address }) => address !== network.controlPlane);
  if (blade.role !== 'control-plane' || !isShared) return [];
  return [document('Layer2VIPConfig', { name: network.controlPlane, link: linkOf(blade, hardware) })];
}

function modules({ kernelModules }: Hardware): TalosDocument[] {
  return kernelModules.map((name) => document('KernelModuleConfig', { name }));
}

/** Talos leaves devices to root; this group lets the thermal daemon open the one that its fan is behind. */
function deviceRules({ fan }: Hardware): TalosDocument[] {
  const access = fan && accessOf(fan);
  if (!fan || access === 'sysfs' || access === undefined) return [];
  const device = access === 'i2c' ? 'SUBSYSTEM=="i2c-dev"' : `KERNEL=="${fan.bus}"`;
  return [document('UdevRulesConfig', { rules: [`${device}, GROUP="${fanGroupId}", MODE="0660"`] })];
}
