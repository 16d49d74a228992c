import { checkCurve } from '../../../thermal-daemon/src/curve';
import type { Fault } from '../problem';
import type { SpecRule } from './rule';

/** The daemon gives full speed from here on, whatever it was asked to hold. */
const limitCelsius = 70;

/** A burst of load moves a CM4's die by about 4 K in two seconds: a narrower band is left before a fan can answer. */
const leastBandKelvin = 4;

export const oneLawOfTheFan: SpecRule = ({ thermal }, { has }) =>
  thermal && has(['thermal', 'hold']) && has(['thermal', 'curve'])
    ? [
        {
          at: ['thermal', 'curve'],
          on: 'key',
          title: 'hold and curve at once',
          detail: 'hold lets the daemon find the quietest speed, curve sets the speed yourself; keep one of them',
        },
      ]
    : [];

export const hysteresisNeedsACurve: SpecRule = (_rack, { has }) =>
  has(['thermal', 'hysteresis']) && !has(['thermal', 'curve'])
    ? [
        {
          at: ['thermal', 'hysteresis'],
          on: 'key',
          title: 'hysteresis without a curve',
          detail: 'it belongs to the points of a curve; a range that is held is its own hysteresis; leave it out',
        },
      ]
    : [];

export const bandCanBeHeld: SpecRule = ({ thermal, room }) => {
  const { hold } = thermal ?? {};
  if (!hold) return [];
  const at = ['thermal', 'hold'];
  const shown = `${hold.min}C-${hold.max}C`;
  const air = room?.temperature;
  if (hold.max >= limitCelsius) {
    return [
      {
        at,
        title: `thermal.hold ${shown} reaches ${limitCelsius}C`,
        detail: `from ${limitCelsius}C on the fans run at full speed whatever else is asked; the processor throttles from 80C`,
        suggestion: '50C-60C',
      },
    ];
  }
  if (air && hold.min <= air.max) {
    return [
      {
        at,
        title: `thermal.hold ${shown} begins within the room's ${air.min}C-${air.max}C`,
        detail: 'a fan cools down to the air at best: begin well above it',
        suggestion: '50C-60C',
      },
    ];
  }
  if (hold.max - hold.min < leastBandKelvin) {
    const max = hold.min + 10 < limitCelsius ? hold.min + 10 : limitCelsius - 1;
    return [
      {
        at,
        title: `thermal.hold ${shown} is only ${hold.max - hold.min} K wide`,
        detail: `load moves a processor by ${leastBandKelvin} K in two seconds: the fans would hunt`,
        suggestion: `${Math.min(hold.min, max - 10)}C-${max}C`,
      },
    ];
  }
  return [];
};

/** The daemon's own verdict of its curve, so that what passes here never fails there. */
export const curveIsSound: SpecRule = ({ thermal }, { has }) => {
  const { curve } = thermal ?? {};
  if (!has(['thermal', 'curve']) || !curve || curve.some((point) => !point || point.some((part) => part === undefined)))
    return [];
  const points = curve.map(([tempCelsius, dutyRatio]) => ({ tempCelsius, dutyRatio }));
  const checked = checkCurve(points);
  if (checked.ok) return [];
  return checked.problems.map(({ point, field, message, fix }): Fault => ({
    at: ['thermal', 'curve', ...(point === undefined ? [] : [point, field === 'dutyRatio' ? 1 : 0])],
    title: `thermal.curve: ${message}`,
    detail: fix,
  }));
};
