import { startPatienceSeconds } from '../blade';
import { check, type Scenario } from '../scenario';

const channel = '/sys/class/pwm/pwmchip0/pwm0';

export const kernelPwmScenarios: readonly Scenario[] = [
  {
    name: 'kernel PWM: says what a read-only /sys needs, and drives the channel once it may',
    async run(blade) {
      await blade.insertChip('pwmfake');
      await blade.temperature(45);
      await blade.start({ config: { hardware: { chip: 'kernel-pwm' } } });
      await blade.untilLogged(/read-only.*hostPath mount of \/sys\/class\/pwm/, startPatienceSeconds);
      await blade.guest.sh('mount -o remount,rw /pod/sys');
      const attribute = async (name: string): Promise<string> =>
        (await blade.guest.attempt(`cat ${channel}/${name}`)).output;
      for (const [celsius, dutyCycle] of [
        [45, '12000'],
        [55, '20000'],
        [65, '30000'],
        [75, '40000'],
      ] as const) {
        await blade.temperature(celsius);
        await blade.until(`duty_cycle ${dutyCycle}`, async () => (await attribute('duty_cycle')) === dutyCycle, 15);
      }
      check(
        (await attribute('enable')) === '1' && (await attribute('period')) === '40000',
        'the channel is not set up',
      );
      return 'duty_cycle of 40000: 45 °C 12000, 55 °C 20000, 65 °C 30000, 75 °C 40000';
    },
  },
];
