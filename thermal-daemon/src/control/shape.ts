import type { Reason } from './fault';
import type { ControlSettings } from './settings';

export interface ShapeInput {
  /** The duty that the law asks for. */
  readonly wanted: number;
  /** What the fan was told last. */
  readonly beforeRatio: number;
  /** How long the fan has been running, or standing; Infinity: unknown. */
  readonly sinceSwitchSeconds: number;
  /** Since the step before; Infinity: there was none. */
  readonly elapsedSeconds: number;
  /** As read now, not averaged. */
  readonly tempCelsius: number;
  /** The limit or throttling speaks, not the law. */
  readonly overruled: boolean;
  /** Warmer than the reading before. */
  readonly rising: boolean;
}

export interface Shaped {
  readonly duty: number;
  readonly reasons: readonly Reason[];
}

/** One restraint: the duty that it allows instead, or undefined where it has nothing to say. */
type Restraint = readonly [Reason, (duty: number) => number | undefined];

/** Turns a duty into what a fan can do without annoying anyone: floor, minimum times, slew; in this order. */
export function shape({ fan, band }: ControlSettings, input: ShapeInput): Shaped {
  const { beforeRatio, sinceSwitchSeconds, elapsedSeconds } = input;
  const running = beforeRatio > 0;
  const aboveBand = input.tempCelsius > band.highCelsius;
  const urgent = aboveBand || input.overruled;
  const highest = Math.max(beforeRatio + fan.riseRatioPerSecond * elapsedSeconds, fan.floorRatio);
  // Below the floor there is nothing to pass through: a fan that may be at the floor by now may stand by now.
  const falls = beforeRatio - fan.fallRatioPerSecond * elapsedSeconds;
  const lowest = falls <= fan.floorRatio ? 0 : falls;

  const restraints: readonly Restraint[] = [
    ['floor', (duty) => (duty < fan.floorRatio && (duty > 0 || fan.neverStop) ? fan.floorRatio : undefined)],
    [
      'minimum-on',
      (duty) => (running && duty === 0 && sinceSwitchSeconds < fan.minOnSeconds ? fan.floorRatio : undefined),
    ],
    [
      'minimum-off',
      (duty) => (!running && duty > 0 && sinceSwitchSeconds < fan.minOffSeconds && !urgent ? 0 : undefined),
    ],
    ['no-fall-while-rising', (duty) => (aboveBand && input.rising && duty < beforeRatio ? beforeRatio : undefined)],
    ['slew-up', (duty) => (duty > highest ? highest : undefined)],
    ['slew-down', (duty) => (duty < lowest ? lowest : undefined)],
  ];
  const reasons: Reason[] = [];
  let duty = input.wanted;
  for (const [reason, restrain] of restraints) {
    const restrained = restrain(duty);
    if (restrained === undefined) continue;
    duty = restrained;
    reasons.push(reason);
  }
  return { duty, reasons };
}
