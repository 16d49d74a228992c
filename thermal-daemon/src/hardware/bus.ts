/** Registers of one chip. Drivers talk through this and never open or close it. */
export interface Bus {
  /** @param register 0x00 to 0xff */
  readByte(register: number): Promise<number>;
  /** @param value 0x00 to 0xff */
  writeByte(register: number, value: number): Promise<void>;
}

export interface OpenBus extends Bus {
  close(): Promise<void>;
}

/** Where a chip sits: the N of /dev/i2c-N, and its 7-bit address. */
export interface BusAddress {
  readonly bus: number;
  readonly address: number;
}

export type BusOpener = (where: BusAddress) => Promise<OpenBus>;

export const hex = (byte: number): string => `0x${byte.toString(16).padStart(2, '0')}`;

export const describeAddress = ({ bus, address }: BusAddress): string => `i2c-${bus} address ${hex(address)}`;
