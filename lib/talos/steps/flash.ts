import { boards } from '../../rack-file/boards';
import type { Blade, Hardware, RackSpec } from '../../rack-file/rack';
import { firstImageUrl } from '../schematic';
import type { Step } from './step';

/** Boot NVMe, then a card or eMMC, then begin again. Read from right to left (Raspberry Pi, BOOT_ORDER). */
const bootOrder = 'BOOT_ORDER=0xf16';

/** From a machine that has never booted to one that waits for its configuration. */
export function flash(rack: RackSpec): Step[] {
  const used = Object.entries(rack.hardware).filter(([name]) => rack.blades.some(({ hardware }) => hardware === name));
  const onUsb = rack.blades.filter(({ hardware }) => startsByUsb(rack.hardware[hardware]));
  const others = rack.blades.filter((blade) => !onUsb.includes(blade));
  const [pilot, ...rest] = onUsb;
  return [
    images(rack, used),
    ...(pilot ? [firmware(), flashPilot(pilot)] : []),
    ...(rest.length > 0 ? [flashRest(rest)] : []),
    ...(others.length > 0 ? [otherMachines(others)] : []),
  ];
}

/** Compute Modules have no slot: their firmware and disk are written over USB. */
function startsByUsb(hardware: Hardware | undefined): boolean {
  return hardware !== undefined && hardware.overlay === undefined && boards[hardware.board].hasConfigTxt;
}

const fileOf = (hardware: string) => `${hardware}.raw.xz`;

function images(rack: RackSpec, used: readonly [string, Hardware][]): Step {
  return {
    title: 'The image of every kind of machine',
    why: 'The factory knows an image by its schematic; posting the schematic makes it known.',
    commands: used.flatMap(([name, hardware]) => [
      `curl --fail --request POST --data-binary @talos/${rack.name}/schematics/${name}.yaml https://factory.talos.dev/schematics`,
      `curl --fail --location --output ${fileOf(name)} ${firstImageUrl(hardware, rack.talos)}`,
    ]),
    proof: used.map(([name]) => `xz --test ${fileOf(name)}`),
    sees: 'the answer to each post is {"id":"…"} with the very name that stands in the address below it.',
  };
}

function firmware(): Step {
  return {
    title: 'Firmware that boots from NVMe',
    why:
      'A Compute Module 4 leaves the factory with a boot order that never looks at NVMe. Its EEPROM is written over USB, by ' +
      'Raspberry Pi’s own usbboot (Debian: apt install git make gcc libusb-1.0-0-dev pkg-config).',
    commands: [
      'git clone --depth 1 https://github.com/raspberrypi/usbboot && make -C usbboot',
      `sed --in-place 's/^BOOT_ORDER=.*/${bootOrder}/; s/^BOOT_UART=.*/BOOT_UART=1/' usbboot/recovery/boot.conf`,
      '(cd usbboot/recovery && ./update-pieeprom.sh)',
    ],
    proof: [
      `grep --quiet ${bootOrder} usbboot/recovery/boot.conf`,
      `grep --quiet --text ${bootOrder} usbboot/recovery/pieeprom.bin`,
    ],
    sees: 'no output: the boot order stands in the EEPROM image that the next step writes.',
  };
}

const write = (hardware: string) =>
  `xz --decompress --stdout ${fileOf(hardware)} | sudo dd of="$DISK" bs=4M conv=fsync status=progress`;

function flashPilot({ name, address, hardware }: Blade): Step {
  return {
    title: `Flash one machine, ${name}, and no other yet`,
    why:
      'What is wrong with the firmware, the NVMe or the carrier is wrong on every machine if it is found late. Keep nRPIBOOT ' +
      'low (a jumper or a button, see the manual of the carrier) and plug the blade into USB before each rpiboot; let go ' +
      'of it when the disk is written. Set DISK to the device that lsblk shows as new, and look twice: it is overwritten. A ' +
      'module with eMMC shows two: DISK is the one of the size that the rack file states, the NVMe.',
    commands: [
      'sudo usbboot/rpiboot -d usbboot/recovery',
      'sudo usbboot/rpiboot -d usbboot/mass-storage-gadget64',
      'lsblk --output NAME,SIZE,TRAN,MODEL',
      `: "\${DISK:?export DISK=/dev/sdX, the one that is new}" && ${write(hardware)}`,
      'lsblk --output NAME,PARTLABEL "$DISK"',
    ],
    proof: [`talosctl get disks --insecure --nodes ${address}`],
    sees:
      'the green light blinks fast and evenly after the EEPROM is written; lsblk names partitions EFI and BOOT on the disk. ' +
      'Back in the rack, the blade answers within two minutes with a line for nvme0n1. One that stays dark: a serial ' +
      'console on GPIO 14 and 15 (115200 baud) shows how far it comes. Some NVMe drives are not seen by a CM4 at all: try ' +
      'another model before you buy more.',
  };
}

function flashRest(blades: readonly Blade[]): Step {
  const byHardware = new Map<string, Blade[]>();
  for (const blade of blades) byHardware.set(blade.hardware, [...(byHardware.get(blade.hardware) ?? []), blade]);
  return {
    title: 'Flash the others',
    why:
      'The same, one after the other; Enter goes on. DISK is the device that the pilot had: it stays the same on most machines. ' +
      'Read its size and model each time before the Enter that overwrites it.',
    commands: [...byHardware].map(([hardware, group]) =>
      [
        `for blade in ${group.map(({ name }) => name).join(' ')}; do`,
        'read -r -p "$blade on USB with nRPIBOOT low: Enter " _; sudo usbboot/rpiboot -d usbboot/recovery;',
        'read -r -p "$blade unplugged and plugged in again: Enter " _; sudo usbboot/rpiboot -d usbboot/mass-storage-gadget64; sleep 10;',
        'lsblk --output NAME,SIZE,TRAN,MODEL "$DISK" &&',
        `{ read -r -p "$DISK is overwritten: Enter, or Ctrl-C: " _; ${write(hardware)}; }; done`,
      ].join(' '),
    ),
    proof: blades.map(({ address }) => `talosctl get disks --insecure --nodes ${address}`),
    sees: 'a line for nvme0n1 from each. Label the blades as you go: name, MAC address, port.',
  };
}

function otherMachines(blades: readonly Blade[]): Step {
  return {
    title: 'Start the other machines',
    why:
      'A virtual machine takes the image of its kind, unpacked with xz --decompress --keep, as its first disk, grown to the size that ' +
      'the rack file states. For a computer: start any Linux from a USB stick on it (the boot menu is often F11 or F12; ' +
      'switch Secure Boot off, or Talos does not start), copy the image over, find the disk with lsblk --output NAME,SIZE,MODEL, and: ' +
      `${[...new Set(blades.map(({ hardware }) => hardware))].map((hardware) => `\`xz --decompress --stdout ${fileOf(hardware)} | sudo dd of=/dev/<disk> bs=4M conv=fsync\``).join(', or ')}. ` +
      'Pull the stick, and have the firmware boot from that disk first. A board with a card slot takes the image on its card or ' +
      'USB disk, written the same way at your desk.',
    commands: [],
    proof: blades.map(({ address }) => `talosctl get disks --insecure --nodes ${address}`),
    sees: 'a line for the disk of the rack file from each.',
  };
}
