import { startPatienceSeconds } from '../blade';
import { check, equal, type Scenario } from '../scenario';

/** The rack owner's curve: °C → register value. */
const curve: readonly [celsius: number, register: number][] = [
  [39, 0],
  [45, 77],
  [55, 128],
  [65, 191],
  [75, 255],
  [35, 0],
];

/** On the way down the law averages and holds before it gives a step back. */
const secondsToFall = 240;

/** The kernel's driver assumes range 2 where ours uses range 1, so that it reports twice the speed. */
const kernelMultiplier = 2;

export const controlScenarios: readonly Scenario[] = [
  {
    name: 'the duty register follows the temperature file, and the kernel’s emc2305 driver reads the same',
    async run(blade) {
      await blade.insertChip();
      await blade.temperature(39);
      await blade.start();
      await blade.until(
        'the daemon wrote a duty',
        async () => (await blade.get('duty_writes')) > 0,
        startPatienceSeconds,
      );
      await blade.untilDuty(0);
      // Bound after the daemon opened the chip, which therefore keeps its access; binding writes 0 to the fan setting.
      await blade.insertChip('emc2305');
      await blade.guest.sh('echo emc2305 0x2f >/sys/bus/i2c/devices/i2c-1/new_device');
      const hwmon = await blade.guest.sh('echo /sys/bus/i2c/devices/1-002f/hwmon/hwmon*');
      const seen: string[] = [];
      for (const [celsius, register] of curve) {
        await blade.temperature(celsius);
        await blade.untilDuty(register, celsius === 35 ? secondsToFall : 10);
        equal(Number(await blade.guest.sh(`cat ${hwmon}/pwm1`)), register, `pwm1 by the kernel at ${celsius} °C`);
        const kernelRpm = Number(await blade.guest.sh(`cat ${hwmon}/fan1_input`)) / kernelMultiplier;
        if (register > 0) {
          await blade.until(
            'the daemon measured again',
            async () => {
              const ours = await blade.metric('thermal_fan_rpm{fan="1"}');
              return ours !== undefined && Math.abs(ours / kernelRpm - 1) < 0.01;
            },
            5,
          );
        }
        seen.push(`${celsius} °C ${register} (${Math.round(kernelRpm)} rpm)`);
      }
      equal(await blade.get('stray_writes'), 0, 'writes to address 0');
      return seen.join(', ');
    },
  },
  {
    name: 'a new configuration is taken without a restart; a bad one gives full speed and says where it is wrong',
    async run(blade) {
      await blade.insertChip();
      await blade.temperature(45);
      await blade.start();
      await blade.untilDuty(77, startPatienceSeconds);
      await blade.configure({
        curve: {
          points: [
            { tempCelsius: 40, dutyRatio: 0.6 },
            { tempCelsius: 60, dutyRatio: 1 },
          ],
        },
      });
      await blade.untilDuty(153);
      await blade.configure('{ "law": "curve",\n  "limitCelsius": "hot" }');
      await blade.untilDuty(255);
      check(
        /config\.json:2:\d+ limitCelsius/.test(await blade.log()),
        `no line and key in the log:\n${await blade.log()}`,
      );
      await blade.configure({});
      await blade.untilDuty(77, secondsToFall);
      equal((await blade.http('/healthz')).ok, true, 'healthz');
    },
  },
  {
    name: 'a temperature that cannot be read or believed gives full speed, and control returns with it',
    async run(blade) {
      await blade.insertChip();
      await blade.temperature(45);
      await blade.start();
      await blade.untilDuty(77, startPatienceSeconds);
      const faults: readonly [what: string, script: string][] = [
        ['the file is gone', 'rm /shared/temp'],
        ['the file holds no number', 'echo hot >/shared/temp'],
        ['the file is empty', ': >/shared/temp'],
        ['-40 °C', 'echo -40000 >/shared/temp'],
        ['200 °C', 'echo 200000 >/shared/temp'],
      ];
      for (const [what, script] of faults) {
        await blade.guest.sh(script);
        await blade.untilDuty(255).catch((error: Error) => {
          throw new Error(`${what}: ${error.message}`);
        });
        await blade.temperature(45);
        await blade.untilDuty(77);
      }
    },
  },
];
