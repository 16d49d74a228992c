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

const close = (value: number | undefined) => expect.closeTo(value!, 9);
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

  it('is the textbook filter: one step of it by matrices gives the same numbers', () => {
    const before: HeatEstimate = {
      sinkCelsius: 50,
      watts: 4,
      airCelsius: 28,
      lastingWatts: 4,
      atMs: 0,
      doubt: [1.5, -0.7, -0.4, 2, 0.3, 6],
    };
    const [seconds, read, duty] = [5, 61, 0.4];
    const warmed = seconds / 55;
    const cooled = warmed / sinkKelvinPerWatt(duty);
    const moves = [
      [1 - cooled, warmed, cooled],
      [0, 1, 0],
      [0, 0, 1],
    ];
    const drift = [2e-4 * seconds, 0.0165 * seconds, 1.8e-4 * seconds];
    const [ss, sw, sa, ww, wa, aa] = before.doubt;
    const doubt = [
      [ss, sw, sa],
      [sw, ww, wa],
      [sa, wa, aa],
    ];
    const reads = [1, 2, 0];
    const three = [0, 1, 2] as const;
    const sum = (term: (index: 0 | 1 | 2) => number) => three.reduce<number>((total, index) => total + term(index), 0);
    const expected = three.map((row) => sum((k) => moves[row]![k]! * [50, 4, 28][k]!));
    const moved = three.map((row) =>
      three.map(
        (column) =>
          sum((k) => sum((l) => moves[row]![k]! * doubt[k]![l]! * moves[column]![l]!)) +
          (row === column ? drift[row]! : 0),
      ),
    );
    const shown = three.map((row) => sum((k) => moved[row]![k]! * reads[k]!));
    const all = sum((k) => reads[k]! * shown[k]!) + 0.12;
    const surprise = read - sum((k) => reads[k]! * expected[k]!);
    const [sink, watts, air] = three.map((row) => expected[row]! + (shown[row]! / all) * surprise);
    const left = (row: number, column: number) => moved[row]![column]! - (shown[row]! * shown[column]!) / all;

    const after = observe(before, read, duty, seconds * 1000);
    expect([after.sinkCelsius, after.watts, after.airCelsius]).toEqual([sink, watts, air].map(close));
    expect(after.doubt).toEqual([left(0, 0), left(0, 1), left(0, 2), left(1, 1), left(1, 2), left(2, 2)].map(close));
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
