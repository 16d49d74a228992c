import type { StepResult } from './record';

type Assessed = Omit<StepResult, 'step' | 'at'>;

/** How far a clock may be from that of the desk before certificates and logs suffer. */
const clockSeconds = 2;

export function assessClock(isSynced: boolean, offsetSeconds: number): Assessed {
  const off = `${Math.abs(offsetSeconds).toFixed(1)} s from this machine’s`;
  if (!isSynced) return { isGood: false, says: `it has no time yet: no server answers, or it never asked (${off})` };
  const isGood = Math.abs(offsetSeconds) <= clockSeconds;
  return { isGood, says: `it is synced, ${off}${isGood ? '' : ': is the clock of this machine right?'}` };
}

export function assessWatts(idleWatts: number, busyWatts: number, perPortWatts: number): Assessed {
  const figures = `${idleWatts.toFixed(1)} W idle, ${busyWatts.toFixed(1)} W at work`;
  if (idleWatts <= 0)
    return { isGood: false, says: `the port gives nothing that the switch could measure (${figures})` };
  if (busyWatts <= idleWatts) return { isGood: false, says: `work made no difference (${figures}): did the load run?` };
  const watts = { min: rounded(idleWatts), max: rounded(busyWatts) };
  if (busyWatts > perPortWatts)
    return { isGood: false, says: `${figures}, more than the ${perPortWatts} W of the port`, facts: { watts } };
  return { isGood: true, says: figures, facts: { watts } };
}

/** The board slows down from 80 °C on (Raspberry Pi, "Frequency management and thermal control"). */
const throttlesCelsius = 80;

export function assessHeat(warmestCelsius: number, holdMaxCelsius: number | undefined): Assessed {
  const socCelsius = rounded(warmestCelsius);
  const says = `${socCelsius} °C at work`;
  if (warmestCelsius >= throttlesCelsius)
    return { isGood: false, says: `${says}: it slows down from ${throttlesCelsius} °C on`, facts: { socCelsius } };
  const above = holdMaxCelsius !== undefined && warmestCelsius > holdMaxCelsius;
  return {
    isGood: true,
    says: above ? `${says}, above the ${holdMaxCelsius} °C that the rack file asks for` : says,
    facts: { socCelsius },
  };
}

export function assessTokens(tokensPerSecond: number): Assessed {
  if (!(tokensPerSecond > 0)) return { isGood: false, says: 'the model gave no token' };
  return {
    isGood: true,
    says: `${rounded(tokensPerSecond)} tokens a second`,
    facts: { tokensPerSecond: rounded(tokensPerSecond) },
  };
}

export function assessFan(turns: boolean): Assessed {
  return turns
    ? { isGood: true, says: 'its own fan was heard or seen to speed up' }
    : { isGood: false, says: 'its fan did not speed up: the wrong one is wired, or none' };
}

/**
 * @param acknowledged last number that the writer called written before the power was cut
 * @param found number on the disk when the blade was back
 */
export function assessPlug(acknowledged: number, found: number, syncMilliseconds: number): Assessed {
  const sync = { syncMilliseconds: rounded(syncMilliseconds) };
  if (acknowledged <= 0)
    return { isGood: false, says: 'the writer had written nothing when the power was cut: nothing is known' };
  if (found < acknowledged) {
    return {
      isGood: false,
      says: `the disk had acknowledged ${acknowledged} and has ${found}: it lies about what is written, and etcd and PostgreSQL would lose commits`,
      facts: { powerFail: 'lost', ...sync },
    };
  }
  return {
    isGood: true,
    says: `${acknowledged} writes were acknowledged, ${found} are there; ${sync.syncMilliseconds} ms each`,
    facts: { powerFail: 'kept', ...sync },
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
