import { outlook, sinkCelsiusThen, sinkKelvinPerWatt } from './heat-model';

const heat = { sinkCelsius: 48, watts: 4, airCelsius: 26 };

describe('the heat model', () => {
  it.each([
    ['standing', 0, 9.5],
    ['told less than it can turn at', 0.09, 9.5],
    ['told the least that it turns at', 0.1, 6.069],
    ['at its floor', 0.2, 4.995],
    ['at half', 0.5, 3.574],
    ['at full speed', 1, 2.5],
  ])('has a resistance for a fan that is %s', (_name, duty, resistance) =>
    expect(sinkKelvinPerWatt(duty)).toBeCloseTo(resistance, 3),
  );

  it('is where it is, now', () => {
    expect(sinkCelsiusThen(heat, heat.watts, outlook(0.5, 0))).toBe(48);
  });

  it('goes two thirds of the way in one time constant', () => {
    const settled = 26 + 4 * 2.5;
    expect(sinkCelsiusThen(heat, heat.watts, outlook(1, 55 * 2.5))).toBeCloseTo(settled + (48 - settled) / Math.E, 9);
  });

  it('ends where heat and air meet', () => {
    expect(sinkCelsiusThen(heat, 5, outlook(0, 1e6))).toBeCloseTo(26 + 5 * 9.5, 9);
  });
});
