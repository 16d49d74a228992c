import { BoundedIo } from '../io/bounded-io';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Platform, silentPlatform } from './platform';
import { readTemperature } from './temperature';

const io = new BoundedIo();
let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'thermal-'))));
afterEach(() => rm(folder, { recursive: true }));

describe('readTemperature', () => {
  it.each([
    ['55504\n', 55.504],
    ['-1000', -1],
    ['0\n', 0],
  ])('reads %j', async (content, celsius) => {
    await writeFile(join(folder, 'temp'), content);
    expect(await readTemperature(io, join(folder, 'temp'))).toBe(celsius);
  });

  it.each([[''], ['\n'], ['55.5'], ['N/A'], ['55000 55000'], ['0x10'], ['5e4']])('refuses %j', async (content) => {
    await writeFile(join(folder, 'temp'), content);
    await expect(readTemperature(io, join(folder, 'temp'))).rejects.toThrow('expected millidegrees Celsius');
  });

  it('says what to do about a missing file', async () => {
    await expect(readTemperature(io, join(folder, 'none'))).rejects.toThrow(/none: ENOENT. Set sensor.path/);
  });
});

describe('Platform', () => {
  const paths = () => ({
    cpufreqPath: join(folder, 'cpufreq'),
    hwmonPath: join(folder, 'hwmon'),
    thermalPath: join(folder, 'thermal'),
    statPath: join(folder, 'stat'),
  });
  const clock = async (name: string, kilohertz: number) => {
    await mkdir(paths().cpufreqPath, { recursive: true });
    await writeFile(join(paths().cpufreqPath, name), `${kilohertz}\n`);
  };
  const alarm = async (value: number) => {
    for (const [monitor, name] of [
      ['hwmon0', 'cpu_thermal'],
      ['hwmon1', 'rpi_volt'],
    ] as const) {
      await mkdir(join(paths().hwmonPath, monitor), { recursive: true });
      await writeFile(join(paths().hwmonPath, monitor, 'name'), `${name}\n`);
    }
    await writeFile(join(paths().hwmonPath, 'hwmon1', 'in0_lcrit_alarm'), `${value}\n`);
  };

  it('knows nothing where the node tells nothing', async () => {
    expect(await new Platform(io, paths()).read()).toEqual(silentPlatform);
  });

  it.each([
    ['cpufreq-cpu0', 2, true],
    ['cpufreq-cpu0', 0, undefined],
    ['Processor', 1, true],
    ['pwm-fan', 3, undefined],
  ])('trusts a cooling device %s in state %d: %p', async (type, state, throttled) => {
    const device = join(paths().thermalPath, 'cooling_device0');
    await mkdir(device, { recursive: true });
    await writeFile(join(device, 'type'), `${type}\n`);
    await writeFile(join(device, 'cur_state'), `${state}\n`);
    expect(await new Platform(io, paths()).read()).toMatchObject({ throttled });
  });

  it.each([
    [1, true],
    [0, false],
  ])('reads the voltage alarm %d as %p', async (value, underVoltage) => {
    await alarm(value);
    expect(await new Platform(io, paths()).read()).toMatchObject({ underVoltage });
  });

  it.each<[string, string[], number | undefined]>([
    ['the busy share between two looks', ['cpu  100 0 50 800 50', 'cpu  120 0 60 860 60'], 0.3],
    [
      'with interrupts and stolen time, but guest time only once',
      ['cpu  0 0 0 0 0 0 0 0 0 0', 'cpu  4 0 0 4 0 1 1 2 4 0'],
      8 / 12,
    ],
    ['nothing at the first look', ['cpu  100 0 50 800 50'], undefined],
    ['nothing when no time has passed', ['cpu  1 0 0 9 0', 'cpu  1 0 0 9 0'], undefined],
    ['no less than none, though iowait may run backwards', ['cpu  1 0 0 5 9', 'cpu  1 0 0 20 5'], 0],
    ['nothing from a text that is none', ['cpu  1 0 0 5 9', 'intr 5'], undefined],
    ['nothing from too short a line', ['cpu  1 0 0', 'cpu  2 0 0'], undefined],
  ])('tells %s', async (_name, looks, busyRatio) => {
    const platform = new Platform(io, paths());
    let last;
    for (const look of looks) {
      await writeFile(paths().statPath, `${look}\ncpu0 1 2 3 4 5\n`);
      last = await platform.read();
    }
    expect(last!.busyRatio).toEqual(busyRatio === undefined ? undefined : expect.closeTo(busyRatio));
  });

  it('tells the clock as a share of the highest', async () => {
    const platform = new Platform(io, paths());
    await clock('scaling_cur_freq', 600_000);
    expect(await platform.read()).toMatchObject({ clockRatio: undefined });
    await clock('cpuinfo_max_freq', 1_500_000);
    expect(await platform.read()).toMatchObject({ clockRatio: 0.4 });
  });
});
