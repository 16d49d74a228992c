import { defaultCurve, type Curve } from '../curve';

/** Everything that the pure core needs to know; a slice of the configuration file. */
export interface ControlSettings {
  /** 'hold' keeps the band; 'curve' follows the owner's steps. */
  readonly law: 'hold' | 'curve';
  readonly band: { readonly lowCelsius: number; readonly highCelsius: number };
  readonly curve: {
    readonly points: Curve;
    /** How far below a point the temperature must fall before that point lets go. */
    readonly hysteresisCelsius: number;
  };
  /** From here on full speed, whatever the law says. */
  readonly limitCelsius: number;
  readonly fan: {
    /** Lowest duty at which the fan turns reliably. */
    readonly floorRatio: number;
    /** true: the floor instead of a standstill. */
    readonly neverStop: boolean;
    readonly minOnSeconds: number;
    /** Not kept above the band. */
    readonly minOffSeconds: number;
    readonly riseRatioPerSecond: number;
    readonly fallRatioPerSecond: number;
    /** How long a driven fan may stand before it counts as stalled: spin-up takes up to two seconds. */
    readonly stallSeconds: number;
  };
  readonly sensor: {
    readonly staleSeconds: number;
    /** Without a single change of the reading for this long, the sensor is put to the test by full speed. */
    readonly stuckSeconds: number;
    /** It follows load and fan within seconds: one that does not, where they change, is stuck. */
    readonly nearProcessor: boolean;
    /** Between two neighbouring readings. A burst of load moves a CM4's die by about 4 K in two seconds. */
    readonly maxJumpCelsius: number;
  };
  /** How long all must be well before full speed ends. */
  readonly recoverySeconds: number;
  /** More time than this between two steps, or less than none, is a clock-jump. */
  readonly maxStepSeconds: number;
}

export const defaultSettings: ControlSettings = Object.freeze({
  law: 'hold',
  band: { lowCelsius: 50, highCelsius: 60 },
  curve: { points: defaultCurve, hysteresisCelsius: 4 },
  limitCelsius: 70,
  fan: {
    floorRatio: 0.2,
    neverStop: false,
    minOnSeconds: 60,
    minOffSeconds: 30,
    riseRatioPerSecond: 0.5,
    fallRatioPerSecond: 0.4,
    stallSeconds: 6,
  },
  sensor: { staleSeconds: 6, stuckSeconds: 90, nearProcessor: true, maxJumpCelsius: 20 },
  recoverySeconds: 60,
  maxStepSeconds: 10,
});
