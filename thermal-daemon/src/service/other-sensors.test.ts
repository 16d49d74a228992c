import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoundedIo } from '../io/bounded-io';
import { OtherSensors } from './other-sensors';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'thermal-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const disk = (number: number, celsius: number): string => {
  const device = join(folder, `hwmon${number}`);
  mkdirSync(device, { recursive: true });
  writeFileSync(join(device, 'name'), 'nvme\n');
  writeFileSync(join(device, 'temp1_input'), `${celsius * 1000}\n`);
  return device;
};

function bench() {
  const world = { nowMs: 0 };
  const io = new BoundedIo(500);
  const nvme = { hwmon: 'nvme', floorCelsius: 55, fullCelsius: 65 };
  const sensors = new OtherSensors(io, folder, [nvme], 0.2, () => world.nowMs);
  return { world, least: async () => (await sensors.read()).leastDutyRatio, sensors };
}

describe('the other sensors', () => {
  it.each([
    ['nothing while cool', [54.9], 0],
    ['the floor from its lower limit on', [55], 0.2],
    ['half way between at half way', [60], 0.6],
    ['everything from its upper limit on', [65], 1],
    ['no less until it is three kelvin cooler', [65, 62], 1],
    ['less then', [65, 61.9], 0.6],
    ['nothing any more, three kelvin below the lower limit', [65, 51.9], 0],
  ])('ask for %s', async (_name, temperatures, expected) => {
    const { least } = bench();
    let last = NaN;
    for (const celsius of temperatures) {
      disk(1, celsius);
      last = await least();
    }
    expect(last).toBeCloseTo(expected, 9);
  });

  it('count the warmest of several disks', async () => {
    disk(1, 40);
    disk(2, 66);
    const { sensors } = bench();
    expect(await sensors.read()).toEqual({
      leastDutyRatio: 1,
      readings: [{ sensor: 'nvme', tempCelsius: 66, fullCelsius: 65 }],
    });
  });

  it('ask for nothing where there is none, and find one that comes later', async () => {
    const { world, sensors } = bench();
    expect(await sensors.read()).toEqual({ leastDutyRatio: 0, readings: [] });
    disk(1, 60);
    world.nowMs = 59_999;
    expect(await sensors.read()).toEqual({ leastDutyRatio: 0, readings: [] });
    world.nowMs = 60_000;
    expect((await sensors.read()).readings).toHaveLength(1);
  });

  it('ask for everything when one that was there is gone', async () => {
    const device = disk(1, 40);
    const { least, sensors } = bench();
    expect(await least()).toBe(0);
    rmSync(device, { recursive: true });
    expect(await sensors.read()).toEqual({
      leastDutyRatio: 1,
      readings: [{ sensor: 'nvme', tempCelsius: undefined, fullCelsius: 65 }],
    });
  });

  it('ask for everything when one hangs, without hanging themselves', async () => {
    const file = join(disk(1, 40), 'temp1_input');
    const { least } = bench();
    await least();
    rmSync(file);
    execFileSync('mkfifo', [file]);
    const startedAt = performance.now();
    expect(await least()).toBe(1);
    expect(performance.now() - startedAt).toBeLessThan(3000);
    closeSync(openSync(file, constants.O_RDWR | constants.O_NONBLOCK));
  });
});
