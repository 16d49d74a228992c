import { Drive } from './control-fixture';

describe('the clock', () => {
  it.each([
    ['backwards by a millisecond', -1, true],
    ['forwards by more than five intervals', 10_001, true],
    ['forwards by five intervals', 10_000, false],
    ['not at all', 0, false],
  ])('that moves %s', (_name, elapsedMs, fault) => {
    const drive = new Drive();
    drive.hold(54, 20);
    expect(drive.step(54.4, {}, elapsedMs).faults).toEqual(fault ? ['clock-jump'] : []);
  });

  it('that went back by an hour holds nothing up for an hour', () => {
    const drive = new Drive();
    drive.hold(62, 300);
    drive.step(55, {}, -3_600_000);
    drive.hold(45, 600);
    expect(drive.last).toMatchObject({ duty: 0, faults: [] });
  });

  it('that went back does not make an old stall or disobedience older', () => {
    const drive = new Drive();
    drive.step(55);
    drive.step(55.5, { chip: { dutyRatio: 0.9, fans: [{ fan: 1, rpm: 0, stalled: true }] } });
    expect(drive.state.stalledSinceMs).toBe(drive.nowMs);
    expect(drive.state.disobeyedSinceMs).toBe(drive.nowMs);
    drive.step(55, { chip: { dutyRatio: 0.9, fans: [{ fan: 1, rpm: 0, stalled: true }] } }, -60_000);
    expect(drive.state).toMatchObject({ stalledSinceMs: drive.nowMs, disobeyedSinceMs: undefined });
    expect(drive.state.switchedAtMs).toBeLessThanOrEqual(drive.nowMs);
  });
});

describe('a jump of the clock forwards', () => {
  it('forgets nothing: an old stall and an old disobedience count at once, the fan has been running', () => {
    const drive = new Drive();
    drive.hold(62, 100);
    const since = drive.state.switchedAtMs;
    drive.step(61, { chip: { dutyRatio: 0.5, fans: [{ fan: 1, rpm: 0, stalled: true }] } });
    drive.step(61.5, { chip: { dutyRatio: 0.2, fans: [{ fan: 1, rpm: 0, stalled: true }] } }, 60_000);
    expect(drive.last!.faults).toEqual(['clock-jump', 'chip-disobeys', 'fan-stalled']);
    expect(drive.state.switchedAtMs).toBe(since);
  });

  it('leaves a later stall and a later disobedience to be noticed', () => {
    const drive = new Drive();
    drive.hold(62, 100);
    drive.step(61, {}, 60_000);
    drive.hold(61, 12, { chip: { dutyRatio: 0.2, fans: [{ fan: 1, rpm: 0, stalled: true }] } });
    expect(drive.last!.faults).toEqual(['chip-disobeys', 'fan-stalled']);
  });
});

describe('a jump of the clock backwards', () => {
  it('does not give a stuck sensor an hour more', () => {
    const drive = new Drive();
    for (let count = 0; count < 30; count += 1) drive.step(55);
    drive.step(55, {}, -3_600_000);
    for (let count = 0; count < 60; count += 1) drive.step(55);
    expect(drive.last!.faults).toEqual(['sensor-stuck']);
  });
});
