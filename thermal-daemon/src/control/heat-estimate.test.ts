import { observe, type HeatEstimate } from './heat-estimate';
import { dieCelsius, sinkKelvinPerWatt, type Heat } from './heat-model';

/** A blade that is as the model says, without noise. */
class Blade {
  sinkCelsius: number;
  estimate: HeatEstimate | undefined;
  nowMs = 0;

  constructor(
    public watts: number,
    public airCelsius: number,
    public dutyRatio: number,
  ) {
    this.sinkCelsius = airCelsius + watts * sinkKelvinPerWatt(dutyRatio);
  }

  run(seconds: number): this {
    for (let step = 0; step < seconds / 2; step += 1) {
      this.nowMs += 2000;
      const cooling = (this.sinkCelsius - this.airCelsius) / sinkKelvinPerWatt(this.dutyRatio);
      this.sinkCelsius += ((this.watts - cooling) * 2) / 55;
      this.estimate = observe(this.estimate, dieCelsius(this), this.dutyRatio, this.nowMs);
    }
    return this;
  }
}

const off = (blade: Blade, what: keyof Heat): number => Math.abs(blade.estimate![what] - blade[what]);

describe('the estimate of heat', () => {
  it('begins with a usual blade at the temperature that was read', () => {
    expect(observe(undefined, 55, 0.4, 5000)).toEqual({
      sinkCelsius: 49,
      watts: 3,
      airCelsius: 26,
      lastingWatts: 3,
      atMs: 5000,
      doubt: expect.any(Array),
    });
  });

  it('says the temperature that is read, within a fifth of a kelvin', () => {
    const blade = new Blade(5, 30, 0.4).run(1200);
    expect(Math.abs(dieCelsius(blade.estimate!) - dieCelsius(blade))).toBeLessThan(0.2);
  });

  it('takes a quick rise for heat, and not for a warmer sink or room', () => {
    const blade = new Blade(3, 26, 0.3).run(1200);
    blade.watts = 6;
    blade.run(16);
    expect(off(blade, 'watts')).toBeLessThan(0.4);
    expect(off(blade, 'sinkCelsius')).toBeLessThan(1);
    expect(off(blade, 'airCelsius')).toBeLessThan(1);
  });

  it('comes to suspect a warm room from what changes of the duty do', () => {
    const blade = new Blade(4, 36, 0.2);
    for (let times = 0; times < 20; times += 1) {
      blade.dutyRatio = times % 2 === 0 ? 0.8 : 0.2;
      blade.run(400);
    }
    expect(off(blade, 'airCelsius')).toBeLessThan(7);
  });

  it('believes in heat only when it lasts, and in its end at once', () => {
    const blade = new Blade(3, 26, 0.3).run(1200);
    blade.watts = 6;
    blade.run(10);
    expect(blade.estimate!.watts).toBeGreaterThan(5);
    expect(blade.estimate!.lastingWatts).toBeLessThan(4.2);
    blade.run(120);
    expect(blade.estimate!.lastingWatts).toBeGreaterThan(5.5);
    blade.watts = 3;
    blade.run(20);
    expect(blade.estimate!.lastingWatts).toBeLessThan(3.6);
  });

  it('predicts with the same numbers whatever the interval', () => {
    const often = new Blade(5, 30, 0.4).run(600).estimate!;
    let seldom: HeatEstimate | undefined;
    const blade = new Blade(5, 30, 0.4);
    for (let second = 4; second <= 600; second += 4) seldom = observe(seldom, dieCelsius(blade), 0.4, second * 1000);
    expect(dieCelsius(seldom!)).toBeCloseTo(dieCelsius(often), 0);
  });

  it('begins anew rather than go on with what is no number', () => {
    const broken = { ...observe(undefined, 55, 0.4, 0), watts: NaN };
    expect(observe(broken, 57, 0.4, 2000)).toEqual(observe(undefined, 57, 0.4, 2000));
  });
});
