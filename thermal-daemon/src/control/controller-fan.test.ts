import { Drive, withFan } from './control-fixture';

const fan = (stalled: boolean, dutyRatio: number) => ({
  dutyRatio,
  fans: [{ fan: 1, rpm: stalled ? 0 : 1500, stalled }],
});

describe('a fan of two blades', () => {
  const neighbour = (tempCelsius: number, leastDutyRatio = 0) => ({ neighbour: { tempCelsius, leastDutyRatio } });

  it('cools for the hotter one, whichever that is', () => {
    const drive = new Drive();
    expect(drive.hold(54, 60, neighbour(40)).at(-1)!.duty).toBe(0);
    expect(drive.hold(54, 120, neighbour(68)).at(-1)!.duty).toBe(1);
    expect(new Drive().step(54, neighbour(75))).toMatchObject({ duty: 1, reasons: ['limit'] });
  });

  it('gives full speed in the step in which nobody knows the other blade any more, and recovers', () => {
    const drive = new Drive();
    drive.hold(54, 60, neighbour(50));
    expect(drive.step(54.1, { neighbour: 'unknown' })).toMatchObject({ duty: 1, faults: ['neighbour-unknown'] });
    expect(drive.hold(54, 30, neighbour(50)).at(-1)!).toMatchObject({ duty: 1, reasons: ['recovering'] });
    expect(drive.hold(49, 300, neighbour(49)).at(-1)!.duty).toBe(0);
  });

  it('is no reason to believe the own sensor less: a jump of the hotter one is none of it', () => {
    const drive = new Drive();
    drive.hold(54, 60, neighbour(30));
    expect(drive.step(54, neighbour(62)).faults).toEqual([]);
  });
});

describe('the slope of the duty', () => {
  /** At full speed after heat, then cold: the law wants much less. */
  const falling = () => {
    const drive = new Drive(withFan({ fallRatioPerSecond: 0.005 }));
    drive.hold(75, 20);
    drive.hold(58, 30);
    drive.hold(45, 70);
    return drive;
  };

  it('follows the time that has passed', () => {
    const drive = falling();
    const duty = drive.state.dutyRatio;
    expect(duty).toBeLessThan(1);
    expect(drive.step(45.1).duty).toBeCloseTo(duty - 0.01, 5);
    expect(drive.step(45.2, {}, 6000).duty).toBeCloseTo(duty - 0.04, 5);
    expect(drive.last!.reasons).toContain('slew-down');
  });

  it('stands while a temperature above the band rises, and only then', () => {
    const drive = falling();
    drive.step(60.5);
    const duty = drive.state.dutyRatio;
    expect(drive.step(61).duty).toBe(duty);
    expect(drive.last!.reasons).toContain('no-fall-while-rising');
    expect(drive.step(61).duty).toBeCloseTo(duty - 0.01, 5);
    expect(drive.step(60.6).duty).toBeCloseTo(duty - 0.02, 5);
    expect(drive.step(60.7).duty).toBeCloseTo(duty - 0.02, 5);
  });
});

describe('the fan', () => {
  it('counts as stalled only after its time to spin up', () => {
    const drive = new Drive();
    drive.hold(55, 20);
    const steps = [0, 2, 4, 6].map(
      (second) => drive.step(55 + second / 10, { chip: fan(true, drive.state.dutyRatio) }).faults,
    );
    expect(steps).toEqual([[], [], [], ['fan-stalled']]);
  });

  it('is forgiven when it turns again in time', () => {
    const drive = new Drive();
    drive.hold(55, 20);
    for (const stalled of [true, true, true, false, true, true, true]) {
      expect(drive.step(55 + (stalled ? 0.1 : 0.2), { chip: fan(stalled, drive.state.dutyRatio) }).faults).toEqual([]);
    }
  });

  it('stalls for all when one of five does', () => {
    const drive = new Drive();
    const fans = [1, 2, 3, 4, 5].map((number) => ({ fan: number, rpm: 900, stalled: number === 4 }));
    for (const tenth of [0, 1, 2, 3]) drive.step(55 + tenth / 10, { chip: { dutyRatio: drive.state.dutyRatio, fans } });
    expect(drive.last!.faults).toEqual(['fan-stalled']);
  });

  it('keeps its stall while the chip is silent', () => {
    const drive = new Drive();
    drive.hold(55, 20);
    drive.step(55.1, { chip: fan(true, 0) });
    drive.step(55.2, { chip: undefined });
    drive.step(55.3, { chip: undefined });
    expect(drive.step(55.4, { chip: fan(true, 1) }).faults).toEqual(['fan-stalled']);
  });
});

describe('the chip', () => {
  it('disobeys when it drives something else for ten seconds', () => {
    const drive = new Drive();
    drive.hold(54, 20);
    const faults = [0, 1, 2, 3, 4, 5].map((tenth) => drive.step(54 + tenth / 10, { chip: fan(false, 0.5) }).faults);
    expect(faults).toEqual([[], [], [], [], [], ['chip-disobeys']]);
  });

  it('may round by a tenth', () => {
    const drive = new Drive();
    drive.hold(54, 20);
    drive.hold(54, 20, { chip: fan(false, 0.1) });
    expect(drive.last!.faults).toEqual([]);
  });

  it('disobeys with a readback that is no number', () => {
    const drive = new Drive();
    drive.hold(54, 20);
    drive.hold(54, 12, { chip: fan(false, NaN) });
    expect(drive.last!.faults).toEqual(['chip-disobeys']);
  });

  it('has told nothing before the first step', () => {
    const drive = new Drive();
    drive.step(54, { chip: fan(false, 0.8) });
    expect(drive.state.disobeyedSinceMs).toBeUndefined();
  });

  it('keeps its disobedience while it is silent', () => {
    const drive = new Drive();
    drive.hold(54, 20);
    drive.step(54.1, { chip: fan(false, 0.5) });
    drive.step(54.2, { chip: undefined }, 9000);
    expect(drive.step(54.3, { chip: fan(false, 0.5) }).faults).toEqual(['chip-disobeys']);
  });
});
