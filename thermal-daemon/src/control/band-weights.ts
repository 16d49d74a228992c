/**
 * What the band law holds dear. The numbers come from `npm run sim:sweep` (docs/thermal.md, "How the numbers were found").
 * Costs are in the law's own currency: 1 is being outside the band throughout the near future.
 */
export interface BandWeights {
  /** A moment of the future counts less by a factor e after this: the later, the likelier that the load has changed. */
  readonly foresightSeconds: number;
  /** Outside the band by this much a moment costs all of its weight, and somewhat more for each kelvin, */
  readonly outsideCelsius: number;
  /** so that a blade that cannot be brought back is at least brought nearer. */
  readonly costPerCelsius: number;
  /** What is within the band by less than this counts as outside: no estimate is better, and bursts only go upwards. */
  readonly spareCelsius: { readonly low: number; readonly high: number };
  readonly costPerDecibel: number;
  /** Another duty must be better by this much, */
  readonly costOfChange: number;
  /** and a start or a stop by this much more: those are heard most. */
  readonly costOfSwitch: number;
  /** A wish must last, or it was a burst. */
  readonly wishSeconds: { readonly rise: number; readonly fall: number; readonly start: number; readonly stop: number };
  /** Between two changes while the band is about to be left, and where another duty would merely be better. */
  readonly apartSeconds: { readonly rise: number; readonly fall: number; readonly patient: number };
  /** Full speed that has been in vain for so long is given up (out-of-reach.ts). */
  readonly vainSeconds: number;
}

/** The most time in the band that few changes allow. */
export const bandWeights: BandWeights = Object.freeze({
  foresightSeconds: 41,
  outsideCelsius: 0.7,
  costPerCelsius: 0.3,
  spareCelsius: { low: 0.3, high: 1 },
  costPerDecibel: 0.015,
  costOfChange: 0.05,
  costOfSwitch: 0.06,
  wishSeconds: { rise: 24, fall: 13, start: 9, stop: 10 },
  apartSeconds: { rise: 36, fall: 8, patient: 520 },
  vainSeconds: 270,
});

/** Fewer changes, for some tenths of a point of the time in the band. */
export const calmBandWeights: BandWeights = Object.freeze({
  foresightSeconds: 41,
  outsideCelsius: 0.85,
  costPerCelsius: 0.18,
  spareCelsius: { low: 0.2, high: 0.7 },
  costPerDecibel: 0.015,
  costOfChange: 0.1,
  costOfSwitch: 0.16,
  wishSeconds: { rise: 45, fall: 8, start: 10, stop: 30 },
  apartSeconds: { rise: 22, fall: 22, patient: 200 },
  vainSeconds: 600,
});
