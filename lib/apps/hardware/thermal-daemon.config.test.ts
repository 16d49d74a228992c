import { parseConfig, type Config } from '../../../thermal-daemon/src/config/config';
import type { Fan } from '../../rack-file/fans';
import type { Blade, Thermal } from '../../rack-file/rack';
import { daemonConfig } from './thermal-daemon.config';

const blades = ['blade-01', 'blade-02', 'blade-03', 'blade-04'].map((name, index): Blade => ({
  name,
  address: `10.0.0.${index + 1}`,
  role: 'worker',
  hardware: 'cm4',
}));
const held: Thermal = { law: 'hold', minCelsius: 48, maxCelsius: 58 };

/** As the daemon itself reads it. */
const read = (fan: Fan, thermal: Thermal = held): Config => {
  const kind = { name: fan.chip, fan, hardware: ['cm4'] };
  const checked = parseConfig(JSON.stringify(daemonConfig(kind, blades, thermal, { host: 'daemons', port: 9101 })));
  if (!checked.ok) throw new Error(checked.problems.map(({ message }) => message).join('\n'));
  return checked.config;
};
const emc2301: Fan = { chip: 'emc2301', bus: 'i2c-1' };

describe('the configuration of the thermal daemon', () => {
  it('holds a range', () => {
    expect(read(emc2301)).toMatchObject({ law: 'hold', band: { lowCelsius: 48, highCelsius: 58 } });
  });

  it('follows a curve, with the hysteresis that the owner wants', () => {
    const points = [{ tempCelsius: 40, dutyRatio: 1 }];
    expect(read(emc2301, { law: 'curve', points })).toMatchObject({
      law: 'curve',
      curve: { points, hysteresisCelsius: 4 },
    });
    expect(read(emc2301, { law: 'curve', points, hysteresisKelvin: 6 }).curve.hysteresisCelsius).toBe(6);
  });

  it.each<[string, Fan, Partial<Config['hardware']>]>([
    ['a chip on its bus', emc2301, { chip: 'emc2301', bus: 'i2c-1' }],
    ['a PWM pin as a channel', { chip: 'pwm', bus: 'gpio13' }, { chip: 'kernel-pwm', pwmChannel: 1 }],
    [
      'the PWM chip below the mounted sysfs',
      { chip: 'pwm', bus: 'pwmchip0' },
      { pwmPath: '/host/sys/class/pwm/pwmchip0', pwmChannel: 0 },
    ],
    [
      'a fan of the kernel by name',
      { chip: 'hwmon', bus: 'nct6775', channel: 2 },
      { chip: 'hwmon', bus: 'nct6775', hwmonChannel: 2, hwmonPath: '/host/sys/class/hwmon' },
    ],
    ['the smart unit on its line', { chip: 'compute-blade-smart', bus: 'ttyAMA5' }, { bus: '/dev/ttyAMA5' }],
  ])('finds %s', (_name, fan, hardware) => expect(read(fan).hardware).toMatchObject(hardware));

  it.each<[string, Partial<Fan>, boolean, number]>([
    ['lets a fan stand whose chip has a watchdog', {}, false, 0.2],
    ['never lets one stand whose chip has none', { chip: 'pwm', bus: 'gpio12' }, true, 0.2],
    ['but where its owner says so', { chip: 'pwm', bus: 'gpio12', neverStop: false }, false, 0.2],
    ['takes the floor from the rack file', { floor: 0.3 }, false, 0.3],
  ])('%s', (_name, change, neverStop, floorRatio) =>
    expect(read({ ...emc2301, ...change }).fan).toMatchObject({ neverStop, floorRatio }),
  );

  it.each([
    ['next', ['blade-01', 'blade-02']],
    ['previous', ['blade-02', 'blade-01']],
  ] as const)('pairs the blades of shared fans, driven by the one that %s says', (sharedWith, [drives, lends]) => {
    const { neighbours } = read({ chip: 'pwm', bus: 'gpio12', sharedWith });
    expect(neighbours).toMatchObject({ host: 'daemons', port: 9101 });
    expect(neighbours?.pairs[0]).toEqual({ drives, lends });
    expect(neighbours?.pairs).toHaveLength(2);
  });

  it('knows no neighbours where every fan cools one blade', () => expect(read(emc2301).neighbours).toBeUndefined());
});
