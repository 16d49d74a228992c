import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Below `folder`, what node-exporter reads of a CM4 with Talos: `/proc` of this machine with the blade's four cores, disk
 * and mounts, and a `/sys` with its thermal zone, NVMe, fan chip, clock and network card.
 */
export function cm4Files(folder: string): { procfs: string; sysfs: string; rootfs: string } {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const path of sameEverywhere) write(`proc/${path}`, readFileSync(`/proc/${path}`, 'utf8'));
  for (const [path, text] of Object.entries({ ...proc, ...sys })) write(path, `${text}\n`);
  for (const mount of ['var', 'var/mnt/longhorn', 'system/state']) {
    mkdirSync(join(folder, 'root', mount), { recursive: true });
  }
  return { procfs: join(folder, 'proc'), sysfs: join(folder, 'sys'), rootfs: join(folder, 'root') };
}

const sameEverywhere = [
  'loadavg',
  'meminfo',
  'net/sockstat',
  'net/netstat',
  'net/snmp',
  'net/snmp6',
  'net/softnet_stat',
  'pressure/cpu',
  'pressure/io',
  'pressure/memory',
  'sys/fs/file-nr',
  'vmstat',
];

const cores = [0, 1, 2, 3];
const times = '1000 0 500 90000 100 0 50 0 0 0';

const proc = {
  'proc/stat': [
    `cpu  ${times}`,
    ...cores.map((core) => `cpu${core} ${times}`),
    'intr 1000',
    'ctxt 2000',
    'btime 1764115200',
    'processes 400',
    'procs_running 2',
    'procs_blocked 0',
    'softirq 100 1 2 3 4 5 6 7 8 9 10',
  ].join('\n'),
  'proc/cpuinfo': cores.map((core) => `processor\t: ${core}\nBogoMIPS\t: 108.00\n`).join('\n'),
  'proc/diskstats': '259 0 nvme0n1 1000 0 8000 100 2000 0 16000 200 0 300 400 10 0 80 5 20 30',
  'proc/1/mountinfo': [
    '20 1 259:5 / /var rw,relatime shared:1 - xfs /dev/nvme0n1p5 rw',
    '21 1 259:6 / /var/mnt/longhorn rw,relatime shared:2 - xfs /dev/nvme0n1p6 rw',
    '22 1 259:4 / /system/state rw,relatime shared:3 - xfs /dev/nvme0n1p4 rw',
  ].join('\n'),
  'proc/net/dev': [
    'Inter-|   Receive                                                |  Transmit',
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed',
    '  eth0: 1000 10 0 0 0 0 0 0 1000 10 0 0 0 0 0 0',
  ].join('\n'),
  'proc/net/stat/nf_conntrack': [
    'entries clashres found new invalid ignore delete chainlength insert insert_failed drop early_drop icmp_error expect_new expect_create expect_delete search_restart',
    '0000012c 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000',
  ].join('\n'),
  'proc/sys/net/netfilter/nf_conntrack_count': '300',
  'proc/sys/net/netfilter/nf_conntrack_max': '262144',
};

const frequency = (core: number) => `sys/devices/system/cpu/cpu${core}/cpufreq`;

const sys: Record<string, string> = {
  ...Object.fromEntries(
    cores.flatMap((core) => [
      [`${frequency(core)}/scaling_cur_freq`, '1500000'],
      [`${frequency(core)}/scaling_min_freq`, '600000'],
      [`${frequency(core)}/scaling_max_freq`, '1500000'],
      [`${frequency(core)}/cpuinfo_cur_freq`, '1500000'],
      [`${frequency(core)}/cpuinfo_min_freq`, '600000'],
      [`${frequency(core)}/cpuinfo_max_freq`, '1500000'],
      [`${frequency(core)}/scaling_governor`, 'schedutil'],
      [`${frequency(core)}/scaling_driver`, 'cpufreq-dt'],
      [`${frequency(core)}/scaling_setspeed`, '<unsupported>'],
      [`${frequency(core)}/cpuinfo_transition_latency`, '0'],
      [`${frequency(core)}/related_cpus`, '0 1 2 3'],
      [`${frequency(core)}/affected_cpus`, '0 1 2 3'],
      [`${frequency(core)}/scaling_available_governors`, 'schedutil performance'],
      [`sys/devices/system/cpu/cpu${core}/topology/core_id`, String(core)],
      [`sys/devices/system/cpu/cpu${core}/topology/physical_package_id`, '0'],
    ]),
  ),
  'sys/devices/system/cpu/isolated': '',
  'sys/devices/system/cpu/offline': '',
  'sys/class/thermal/thermal_zone0/type': 'cpu-thermal',
  'sys/class/thermal/thermal_zone0/policy': 'step_wise',
  'sys/class/thermal/thermal_zone0/mode': 'enabled',
  'sys/class/thermal/thermal_zone0/temp': '52582',
  'sys/class/hwmon/hwmon0/name': 'cpu_thermal',
  'sys/class/hwmon/hwmon0/temp1_input': '52582',
  'sys/class/hwmon/hwmon0/temp1_crit': '110000',
  'sys/class/hwmon/hwmon1/name': 'nvme',
  'sys/class/hwmon/hwmon1/temp1_input': '41850',
  'sys/class/hwmon/hwmon1/temp1_label': 'Composite',
  'sys/class/hwmon/hwmon1/temp1_max': '83850',
  'sys/class/hwmon/hwmon1/temp1_crit': '87850',
  'sys/class/hwmon/hwmon1/temp1_alarm': '0',
  'sys/class/hwmon/hwmon2/name': 'rpi_volt',
  'sys/class/hwmon/hwmon2/in0_lcrit_alarm': '0',
  'sys/class/nvme/nvme0/firmware_rev': '1B2QJXD7',
  'sys/class/nvme/nvme0/model': 'NVMe 1TB',
  'sys/class/nvme/nvme0/serial': 'S0000',
  'sys/class/nvme/nvme0/state': 'live',
  'sys/class/nvme/nvme0/cntlid': '1',
  'sys/class/net/eth0/address': 'd8:3a:dd:00:00:01',
  'sys/class/net/eth0/broadcast': 'ff:ff:ff:ff:ff:ff',
  'sys/class/net/eth0/operstate': 'up',
  'sys/class/net/eth0/duplex': 'full',
  'sys/class/net/eth0/speed': '1000',
  'sys/class/net/eth0/mtu': '1500',
  'sys/class/net/eth0/carrier': '1',
  'sys/class/net/eth0/carrier_changes': '2',
  'sys/class/net/eth0/ifindex': '2',
  'sys/class/net/eth0/flags': '0x1003',
  'sys/class/watchdog/watchdog0/identity': 'Broadcom BCM2835 Watchdog timer',
  'sys/class/watchdog/watchdog0/state': 'active',
  'sys/class/watchdog/watchdog0/timeleft': '14',
  'sys/class/watchdog/watchdog0/timeout': '15',
  'sys/class/watchdog/watchdog0/bootstatus': '0',
};
