import { sinkKelvinPerWatt } from './heat-model';
import type { LawState, LawView } from './law';
import type { ControlSettings } from './settings';

/** Whether the band is out of reach, as far as the blade itself has shown. */
export interface Reach {
  /** Since when full speed has been in vain; undefined: it is not at full speed, or not in vain. */
  readonly vainSinceMs: number | undefined;
  /** Full speed is not worth its noise at present. */
  readonly givenUp: boolean;
}

export const withinReach: Reach = Object.freeze({ vainSinceMs: undefined, givenUp: false });

/** Full speed is in vain where it leaves the blade so far above the band, */
const VAIN_CELSIUS = 1;
/** and worth its noise again where it would bring it so far below the band's top. */
const REJOIN_CELSIUS = 0.5;
/** After giving up, until the sink shows what a step less comes to. */
const SETTLE_SECONDS = 300;
/** Below the limit by these: nearer, every kelvin counts. */
const FAR_FROM_LIMIT_CELSIUS = 4;
const NEAR_LIMIT_CELSIUS = 2;

/**
 * The last step to full speed is the loudest by far (a usual fan: 6 dB for 2 to 3 K). A blade that it does not bring into
 * the band is given up: one step less, until the limit is near or the band within reach again. The rack owner's curve does
 * the same: 75 % between 60 and 70 °C.
 * @param nextRatio the duty below full speed
 */
export function judgeReach(
  { band, limitCelsius }: Pick<ControlSettings, 'band' | 'limitCelsius'>,
  { vainSeconds, nextRatio }: { readonly vainSeconds: number; readonly nextRatio: number },
  { dutyRatio, changedAtMs, reach: before }: Pick<LawState, 'dutyRatio' | 'changedAtMs' | 'reach'>,
  { fastCelsius, slowCelsius, heat, nowMs }: LawView,
): Reach {
  if (before.givenUp) {
    if (fastCelsius > limitCelsius - NEAR_LIMIT_CELSIUS) return withinReach;
    const lastStepCelsius = heat.lastingWatts * (sinkKelvinPerWatt(nextRatio) - sinkKelvinPerWatt(1));
    const worthIt = slowCelsius - lastStepCelsius < band.highCelsius - REJOIN_CELSIUS;
    return worthIt && nowMs - changedAtMs >= SETTLE_SECONDS * 1000 ? withinReach : before;
  }
  if (dutyRatio < 1 || slowCelsius < band.highCelsius + VAIN_CELSIUS) return withinReach;
  const vainSinceMs = before.vainSinceMs ?? nowMs;
  const lasted = nowMs - vainSinceMs >= vainSeconds * 1000;
  return { vainSinceMs, givenUp: lasted && fastCelsius < limitCelsius - FAR_FROM_LIMIT_CELSIUS };
}
