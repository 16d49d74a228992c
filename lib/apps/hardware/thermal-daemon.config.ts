import type { Hardware, Thermal } from '../../rack-file/rack';

export type Fan = NonNullable<Hardware['fan']>;

/** The file that the daemon documents in its README. */
export function daemonConfig(chip: Fan['chip'], fans: Fan[], thermal: Thermal): object {
  const buses = [...new Set(fans.map(({ bus }) => bus))];
  return {
    ...law(thermal),
    hardware:
      chip === 'pwm'
        ? // The rack file refuses PWM fans on different chips: nothing tells the daemon which of them drives a fan.
          { chip: 'kernel-pwm', pwmPath: `/host/sys/class/pwm/${buses[0] ?? 'pwmchip0'}` }
        : // Where blades differ, each looks for its own.
          { chip, ...(buses.length === 1 && { bus: buses[0] }) },
  };
}

function law(thermal: Thermal): object {
  if (thermal.law === 'hold') {
    return {
      law: thermal.calm ? 'calm-band' : 'band',
      band: { lowCelsius: thermal.minCelsius, highCelsius: thermal.maxCelsius },
    };
  }
  return { law: 'curve', curve: { points: thermal.points } };
}
