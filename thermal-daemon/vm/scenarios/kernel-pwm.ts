import type { Blade } from '../blade';
import { startPatienceSeconds } from '../blade';
import { check, equal, type Scenario } from '../scenario';

const channel = '/sys/class/pwm/pwmchip0/pwm0';
/** A timer of the kernel moves the line, which cannot be done at a fan's 25 kHz, least of all under emulation. */
const HERTZ = 50;
const PERIOD_NANOSECONDS = 1e9 / HERTZ;
/** From 75 to 35 °C the average of half a minute takes two minutes to let the last point go. */
const FALL_PATIENCE_SECONDS = 200;

export const kernelPwmScenarios: readonly Scenario[] = [
  {
    name: 'kernel PWM: says what a read-only /sys needs, and moves the GPIO line as told once it may',
    async run(blade) {
      await blade.insertChip('pwm-gpio');
      await blade.insertChip('pwmpin');
      await blade.guest.sh('mount -t debugfs debugfs /sys/kernel/debug');
      await blade.temperature(45);
      await blade.start({ config: { hardware: { chip: 'kernel-pwm', pwmFrequencyHertz: HERTZ } } });
      await blade.untilLogged(/read-only.*hostPath mount of \/sys\/class\/pwm/, startPatienceSeconds);
      await blade.guest.sh('mount -o remount,rw /pod/sys');
      const attribute = async (name: string): Promise<string> =>
        (await blade.guest.attempt(`cat ${channel}/${name}`)).output;
      const seen: string[] = [];
      for (const [celsius, ratio] of [
        [45, 0.3],
        [55, 0.5],
        [65, 0.75],
        [75, 1],
        [35, 0],
      ] as const) {
        await blade.temperature(celsius);
        const wanted = String(ratio * PERIOD_NANOSECONDS);
        await blade.until(
          `duty_cycle ${wanted}`,
          async () => (await attribute('duty_cycle')) === wanted,
          FALL_PATIENCE_SECONDS,
        );
        const high = await shareHigh(blade);
        check(Math.abs(high - ratio) <= 0.15, `the line is high ${high} of the time, wanted is ${ratio}`);
        seen.push(`${celsius} °C ${ratio * 100} % (line high ${(high * 100).toFixed(0)} %)`);
      }
      equal(await attribute('enable'), '1', 'enable');
      equal(await attribute('period'), String(PERIOD_NANOSECONDS), 'period');
      await blade.signal('TERM');
      await blade.until('the process ended', async () => !(await blade.running()), 10);
      equal(await shareHigh(blade), 1, 'share of the time that the line is high at the end');
      return seen.join(', ');
    },
  },
];

/** Looks at the line some hundred times, through the GPIO chip and behind the back of the PWM driver. */
async function shareHigh(blade: Blade): Promise<number> {
  const look = 'for i in $(seq 300); do grep " out " /sys/kernel/debug/gpio || echo none; done';
  const lines = (await blade.guest.sh(look)).split('\n');
  return lines.filter((line) => / out hi/.test(line)).length / lines.length;
}
