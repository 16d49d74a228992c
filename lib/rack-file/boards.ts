/** Boards that can be named. Another one is stated by its overlay, or refused: a wrong image never comes up. */
export const boardNames = ['raspberry-pi-4', 'raspberry-pi-5', 'turing-rk1', 'generic'] as const;
export type BoardName = (typeof boardNames)[number];

/** What follows from a board. */
export interface Board {
  /** As people call it. */
  title: string;
  arch: 'arm64' | 'amd64' | 'any';
  /** Firmware, boot loader and device tree that the image needs (siderolabs/sbc-*). @default - boots by UEFI or BIOS */
  overlay?: { image: string; name: string };
  /** Driver of its one wired port. @default - any port with a driver and a cable */
  driver?: string;
  /** Its watchdog counts so many seconds at most. @default - none that is known */
  watchdogSeconds?: number;
  /** Whether config.txt of a Raspberry Pi's firmware turns pins into buses. */
  hasConfigTxt: boolean;
}

/**
 * Overlays as siderolabs/sbc-raspberrypi and siderolabs/sbc-rockchip list them. The timer of a BCM2711 or BCM2712 counts
 * 16 seconds at most (drivers/watchdog/bcm2835_wdt.c), Talos asks for 10 at least.
 */
export const boards: Readonly<Record<BoardName, Board>> = {
  'raspberry-pi-4': {
    title: 'Raspberry Pi 4 or Compute Module 4',
    arch: 'arm64',
    overlay: { image: 'siderolabs/sbc-raspberrypi', name: 'rpi_generic' },
    driver: 'bcmgenet',
    watchdogSeconds: 15,
    hasConfigTxt: true,
  },
  'raspberry-pi-5': {
    title: 'Raspberry Pi 5 or Compute Module 5',
    arch: 'arm64',
    overlay: { image: 'siderolabs/sbc-raspberrypi', name: 'rpi_5' },
    watchdogSeconds: 15,
    hasConfigTxt: true,
  },
  'turing-rk1': {
    title: 'Turing RK1',
    arch: 'arm64',
    overlay: { image: 'siderolabs/sbc-rockchip', name: 'turingrk1' },
    hasConfigTxt: false,
  },
  generic: { title: 'a machine that boots by UEFI or BIOS', arch: 'any', hasConfigTxt: false },
};

/** Most memory that a Raspberry Pi 4 or CM4 was ever sold with. */
const mostMemoryOfPi4 = 8.6e9;

/** Names of hardware that say themselves that it is no Raspberry Pi 4. */
const otherBoards = /pi-?5|cm-?5|rk\d|rock|orange|odroid|nano|jetson|ampere|vm|virtual|qemu|turing/i;

/**
 * The board that a machine is taken for when none is named: amd64 boots by itself; arm64 of the shape of a Raspberry Pi 4
 * is one; any other is not guessed at.
 */
export function boardTaken(
  name: string,
  { arch, cores, memoryBytes }: { arch: 'arm64' | 'amd64'; cores: number; memoryBytes: number },
): BoardName | undefined {
  if (arch === 'amd64') return 'generic';
  const isLikePi4 = cores === 4 && memoryBytes <= mostMemoryOfPi4 && !otherBoards.test(name);
  return isLikePi4 ? 'raspberry-pi-4' : undefined;
}
