import type { Adapter } from './adapters';
import type { BoundedIo } from '../io/bounded-io';
import { describeAddress, hex, type BusAddress, type BusOpener } from './bus';
import { classifyError, HardwareError } from './hardware-error';
import { chipAddresses, identify, type Identity } from './identify';
import type { ChipModel } from './model-names';
import { RecoveringBus } from './recovering-bus';

/** Which chip is wanted; what is left out is searched for. */
export interface WantedChip {
  readonly model?: ChipModel;
  readonly bus?: number;
  /** Part of an adapter's name, when no bus number is given. */
  readonly adapter?: string;
  readonly address?: number;
}

export interface FoundChip {
  readonly where: BusAddress;
  readonly identity: Identity;
}

export interface Survey {
  readonly found: readonly FoundChip[];
  /** What was tried and what came of it, a line each. */
  readonly lines: readonly string[];
  /** One error per address that did not identify itself. */
  readonly errors: readonly HardwareError[];
}

/**
 * Asks every address in question who is there. A bus that is asked for wins over names and is tried even where
 * /sys lists none; all others need their /dev/i2c-N.
 */
export async function survey(
  wanted: WantedChip,
  adapters: readonly Adapter[],
  open: BusOpener,
  io: BoundedIo,
): Promise<Survey> {
  const found: FoundChip[] = [];
  const errors: HardwareError[] = [];
  const lines = adapters.map(({ bus, name, usable }) => `i2c-${bus} "${name}"${usable ? '' : ', no device node here'}`);
  for (const bus of candidateBuses(wanted, adapters)) {
    for (const address of wanted.address === undefined ? chipAddresses : [wanted.address]) {
      const where = { bus, address };
      const answer = await ask(where, open, io);
      if (answer instanceof HardwareError) {
        errors.push(answer);
        if (answer.kind !== 'no-answer') lines.push(answer.message);
        if (concernsWholeBus(answer)) break;
      } else {
        found.push({ where, identity: answer });
        lines.push(
          `${describeAddress(where)}: ${answer.model} (product ${hex(answer.product)}, revision ${hex(answer.revision)})`,
        );
      }
    }
  }
  if (found.length === 0) lines.push('no fan chip found');
  return { found, lines, errors };
}

function candidateBuses(wanted: WantedChip, adapters: readonly Adapter[]): number[] {
  if (wanted.bus !== undefined) return [wanted.bus];
  const named = adapters.filter(({ name }) => wanted.adapter === undefined || name.includes(wanted.adapter));
  return named.filter(({ usable }) => usable).map(({ bus }) => bus);
}

async function ask(where: BusAddress, open: BusOpener, io: BoundedIo): Promise<Identity | HardwareError> {
  const named = describeAddress(where);
  try {
    const bus = new RecoveringBus({
      io,
      open: () => open(where),
      where: named,
      nowMilliseconds: () => 0,
      attempts: 1,
    });
    try {
      return await identify(bus, named);
    } finally {
      await bus.close();
    }
  } catch (error) {
    return classifyError(error, named);
  }
}

/** The other addresses of the bus would only say the same, after another second each on a stuck bus. */
const concernsWholeBus = ({ kind }: HardwareError): boolean =>
  ['missing', 'permission', 'gone', 'timeout', 'hangs', 'no-addon', 'unsupported'].includes(kind);

/** The one chip to drive. Rejects with the most telling error of the search. */
export async function findChip(
  wanted: WantedChip,
  adapters: readonly Adapter[],
  open: BusOpener,
  io: BoundedIo,
): Promise<FoundChip> {
  const { found, lines, errors } = await survey(wanted, adapters, open, io);
  const fitting = found.filter(({ identity }) => wanted.model === undefined || identity.model === wanted.model);
  const [chip, second] = fitting;
  if (chip && second) {
    throw new HardwareError(
      'wrong-chip',
      'search',
      `found more than one fan chip: ${fitting.map(({ where }) => describeAddress(where)).join(', ')}; name bus and address`,
    );
  }
  if (chip) return chip;
  const [other] = found;
  if (other) {
    throw new HardwareError('wrong-chip', describeAddress(other.where), `${other.identity.model}, not ${wanted.model}`);
  }
  const telling = errors.find(({ kind }) => kind !== 'no-answer' && kind !== 'wrong-chip');
  if (telling) throw telling;
  if (errors.length === 1 && errors[0]) throw errors[0];
  const kind = errors.length > 0 ? 'no-answer' : 'missing';
  throw new HardwareError(kind, 'search for a fan chip', lines.join('; '));
}
