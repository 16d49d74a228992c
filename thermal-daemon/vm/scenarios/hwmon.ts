import { startPatienceSeconds } from '../blade';
import { check, equal, type Scenario } from '../scenario';

export const hwmonScenarios: readonly Scenario[] = [
  {
    name: 'hwmon: a fan that a kernel driver owns is found by name and driven through it',
    async run(blade) {
      await blade.insertChip();
      await blade.insertChip('emc2305');
      await blade.guest.sh('echo emc2305 0x2f >/sys/bus/i2c/devices/i2c-1/new_device');
      await blade.guest.sh('mount -o remount,rw /pod/sys');
      await blade.temperature(45);
      await blade.start({ config: { hardware: { chip: 'hwmon', bus: 'emc2305' } } });
      const seen: string[] = [];
      for (const [celsius, register] of [
        [45, 77],
        [55, 128],
        // The kernel's driver rounds to tenths, since a thermal zone could drive the fan too.
        [65, 179],
        [75, 255],
      ] as const) {
        await blade.temperature(celsius);
        await blade.untilDuty(register, startPatienceSeconds);
        seen.push(`${celsius} °C ${register}`);
      }
      await blade.until('a speed', async () => ((await blade.metric('thermal_fan_rpm{fan="1"}')) ?? 0) > 1000, 10);
      await blade.signal('TERM');
      await blade.until('the process ended', async () => !(await blade.running()), 10);
      equal(await blade.duty(), 255, 'duty at the end');
      check(/"stopped, with the fan at full speed"/.test(await blade.log()), await blade.log());
      return seen.join(', ');
    },
  },
];
