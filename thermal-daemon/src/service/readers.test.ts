import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Platform } from './platform';
import { readTemperature } from './temperature';

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
    expect(await readTemperature(join(folder, 'temp'))).toBe(celsius);
  });

  it.each([[''], ['\n'], ['55.5'], ['N/A'], ['55000 55000'], ['0x10'], ['5e4']])('refuses %j', async (content) => {
    await writeFile(join(folder, 'temp'), content);
    await expect(readTemperature(join(folder, 'temp'))).rejects.toThrow('expected millidegrees Celsius');
  });

  it('says what to do about a missing file', async () => {
    await expect(readTemperature(join(folder, 'none'))).rejects.toThrow(/none: ENOENT. Set sensor.path/);
  });
});

describe('Platform', () => {
  const paths = () => ({ cpufreqPath: join(folder, 'cpufreq'), hwmonPath: join(folder, 'hwmon') });
  const clocks = async (actual: number, wanted: number) => {
    await mkdir(paths().cpufreqPath, { recursive: true });
    await writeFile(join(paths().cpufreqPath, 'cpuinfo_cur_freq'), `${actual}\n`);
    await writeFile(join(paths().cpufreqPath, 'scaling_cur_freq'), `${wanted}\n`);
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
    expect(await new Platform(paths()).read()).toEqual({ throttled: undefined, underVoltage: undefined });
  });

  it('calls a clock throttled when it stays below the wanted one twice in a row', async () => {
    const platform = new Platform(paths());
    await clocks(600_000, 1_500_000);
    expect(await platform.read()).toMatchObject({ throttled: false });
    expect(await platform.read()).toMatchObject({ throttled: true });
    await clocks(1_500_000, 1_500_000);
    expect(await platform.read()).toMatchObject({ throttled: false });
    await clocks(1_350_000, 1_500_000);
    await platform.read();
    expect(await platform.read()).toMatchObject({ throttled: false });
  });

  it('does not blame heat for a clock that low voltage caps', async () => {
    const platform = new Platform(paths());
    await clocks(600_000, 1_500_000);
    await alarm(1);
    await platform.read();
    expect(await platform.read()).toEqual({ throttled: false, underVoltage: true });
    await alarm(0);
    expect(await platform.read()).toEqual({ throttled: true, underVoltage: false });
  });
});
