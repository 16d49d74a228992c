import { parseConfig, type Config } from '../../../thermal-daemon/src/config/config';
import type { Thermal } from '../../rack-file/rack';
import { daemonConfig, type Fan } from './thermal-daemon.config';

const fan = (bus: string): Fan => ({ chip: 'emc2301', bus }) as Fan;

/** As the daemon itself reads it. */
const read = (chip: Fan['chip'], fans: Fan[], thermal: Thermal): Config => {
  const checked = parseConfig(JSON.stringify(daemonConfig(chip, fans, thermal)));
  if (!checked.ok) throw new Error(checked.problems.map(({ message }) => message).join('\n'));
  return checked.config;
};
const held: Thermal = { law: 'hold', minCelsius: 48, maxCelsius: 58, calm: false };

describe('the configuration of the thermal daemon', () => {
  it.each<[string, Thermal, Config['control']['law']]>([
    ['holds a range', held, 'band'],
    ['holds it calmly', { ...held, calm: true }, 'calm-band'],
    ['follows a curve', { law: 'curve', points: [{ tempCelsius: 40, dutyRatio: 1 }] }, 'curve'],
  ])('%s', (_name, thermal, law) => {
    const { control } = read('emc2301', [fan('i2c-1')], thermal);
    expect(control.law).toBe(law);
    if (thermal.law === 'hold') expect(control.band).toEqual({ lowCelsius: 48, highCelsius: 58 });
    else expect(control.curve.points).toEqual(thermal.points);
  });

  it('names the bus where all blades have the same, and lets each look for its own where they differ', () => {
    expect(read('emc2301', [fan('i2c-1'), fan('i2c-1')], held).hardware.bus).toBe('i2c-1');
    expect(read('emc2301', [fan('i2c-1'), fan('i2c-0')], held).hardware.bus).toBeUndefined();
  });

  it('finds the kernel’s PWM under the mounted sysfs', () => {
    expect(read('pwm', [{ chip: 'pwm', bus: 'pwmchip1' }], held).hardware).toMatchObject({
      chip: 'kernel-pwm',
      pwmPath: '/host/sys/class/pwm/pwmchip1',
    });
  });
});
