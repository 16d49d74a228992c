import { StallWatch } from './stall-watch';

describe('the watch for stalls', () => {
  it('wants two slow readings in a row of a driven fan', () => {
    const watch = new StallWatch();
    expect([watch.observe(1, 0.5, true), watch.observe(1, 0.5, true)]).toEqual([false, true]);
    expect([watch.observe(1, 0.5, false), watch.observe(1, 0.5, true)]).toEqual([false, false]);
    expect([watch.observe(1, 0, true), watch.observe(1, 0.5, true)]).toEqual([false, false]);
  });

  it('minds each fan apart', () => {
    const watch = new StallWatch();
    watch.observe(1, 0.5, true);
    expect(watch.observe(2, 0.5, true)).toBe(false);
    expect(watch.observe(1, 0.5, true)).toBe(true);
  });

  it('forgets when the chip is configured anew: its fans spin up again', () => {
    const watch = new StallWatch();
    watch.observe(1, 0.5, true);
    watch.forget();
    expect(watch.observe(1, 0.5, true)).toBe(false);
  });
});
