/**
 * The rack owner's step curve. Pure and without dependencies, because the rack file is checked with it too.
 */

/** From this temperature on, this duty, until a hotter point takes over. Below the first point the fan stands. */
export interface CurvePoint {
  readonly tempCelsius: number;
  /** 0 to 1. */
  readonly dutyRatio: number;
}

/** A valid curve, coldest point first: an own, frozen copy. */
export type Curve = readonly CurvePoint[];

export interface CurveProblem {
  /** Index into the points as given; undefined: the list as a whole. */
  readonly point: number | undefined;
  readonly field: keyof CurvePoint | undefined;
  /** What is wrong, with the value. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
}

export type CheckedCurve =
  { readonly ok: true; readonly curve: Curve } | { readonly ok: false; readonly problems: readonly CurveProblem[] };

/** Colder than this is no blade's temperature; a curve that starts here has a wrong sign or a wrong unit. */
export const COLDEST_POINT_CELSIUS = 0;

/** The CM4 throttles from 80 °C, and air needs a minute: a curve that waits longer has given up. */
export const FULL_SPEED_BY_CELSIUS = 75;

/** Asked for by the project: stands below 40 °C, 30 % below 50, 50 % below 60, 75 % below 70, then everything. */
export const defaultCurve: Curve = Object.freeze([
  { tempCelsius: 40, dutyRatio: 0.3 },
  { tempCelsius: 50, dutyRatio: 0.5 },
  { tempCelsius: 60, dutyRatio: 0.75 },
  { tempCelsius: 70, dutyRatio: 1 },
]);

const percent = (ratio: number): string => `${Math.round(ratio * 1000) / 10} %`;

/** All problems at once, in the order of the points; the input is neither changed nor kept. */
export function checkCurve(points: readonly CurvePoint[]): CheckedCurve {
  const problems = [...points.flatMap(pointProblems), ...orderProblems(points), ...endProblems(points)];
  if (problems.length > 0) {
    return { ok: false, problems: problems.sort((a, b) => (a.point ?? Infinity) - (b.point ?? Infinity)) };
  }
  return { ok: true, curve: Object.freeze(points.map((point) => Object.freeze({ ...point }))) };
}

function pointProblems({ tempCelsius, dutyRatio }: CurvePoint, point: number): CurveProblem[] {
  const problems: CurveProblem[] = [];
  if (!(tempCelsius >= COLDEST_POINT_CELSIUS && tempCelsius <= FULL_SPEED_BY_CELSIUS)) {
    const message = `${tempCelsius} °C is outside ${COLDEST_POINT_CELSIUS} to ${FULL_SPEED_BY_CELSIUS} °C`;
    const fix = `the processor throttles from 80 °C: reach full speed by ${FULL_SPEED_BY_CELSIUS} °C`;
    problems.push({ point, field: 'tempCelsius', message, fix });
  }
  if (!(dutyRatio >= 0 && dutyRatio <= 1)) {
    const message = `${percent(dutyRatio)} is no duty`;
    problems.push({ point, field: 'dutyRatio', message, fix: 'a duty lies between 0 % and 100 %' });
  }
  return problems;
}

function orderProblems(points: readonly CurvePoint[]): CurveProblem[] {
  return points.slice(1).flatMap(({ tempCelsius, dutyRatio }, index) => {
    const before = points[index]!;
    const point = index + 1;
    const problems: CurveProblem[] = [];
    if (tempCelsius <= before.tempCelsius) {
      const message = `${tempCelsius} °C does not come after ${before.tempCelsius} °C`;
      const fix = 'list the points from cold to hot, each temperature once';
      problems.push({ point, field: 'tempCelsius', message, fix });
    }
    if (dutyRatio < before.dutyRatio) {
      const message = `the duty falls from ${percent(before.dutyRatio)} to ${percent(dutyRatio)} as heat rises`;
      problems.push({ point, field: 'dutyRatio', message, fix: `use at least ${percent(before.dutyRatio)}` });
    }
    return problems;
  });
}

function endProblems(points: readonly CurvePoint[]): CurveProblem[] {
  const last = points.at(-1);
  const list = { point: undefined, field: undefined };
  if (!last) return [{ ...list, message: 'the curve has no points', fix: 'give at least one, ending at 100 %' }];
  if (last.dutyRatio >= 1 || !(last.dutyRatio >= 0)) return [];
  const message = `the hottest point stops at ${percent(last.dutyRatio)}`;
  const fix = `end at 100 %, at ${FULL_SPEED_BY_CELSIUS} °C or below`;
  return [{ point: points.length - 1, field: 'dutyRatio', message, fix }];
}

/** @returns 0 to 1 */
export function dutyAt(curve: Curve, tempCelsius: number): number {
  return curve.findLast((point) => tempCelsius >= point.tempCelsius)?.dutyRatio ?? 0;
}

/** As `dutyAt`, but a point lets go only when the temperature is the hysteresis below it. */
export function dutyWithHysteresis(
  curve: Curve,
  beforeRatio: number,
  tempCelsius: number,
  hysteresisCelsius: number,
): number {
  return Math.max(dutyAt(curve, tempCelsius), Math.min(beforeRatio, dutyAt(curve, tempCelsius + hysteresisCelsius)));
}
