import { startPatienceSeconds, type Blade } from '../blade';
import { check, equal, type Scenario } from '../scenario';

/** errno → what the log must say */
const injected: readonly [name: string, errno: number, kind: RegExp][] = [
  ['EREMOTEIO', 121, /did not acknowledge/],
  ['ENXIO', 6, /did not acknowledge/],
  ['ETIMEDOUT', 110, /timed out/],
  ['EAGAIN', 11, /another master/],
  ['EIO', 5, /failed on the wires/],
  ['EBUSY', 16, /kernel driver owns/],
  ['EPERM', 1, /access was refused/],
  ['EACCES', 13, /access was refused/],
  ['EOPNOTSUPP', 95, /cannot do byte transfers/],
  ['EINVAL', 22, /kernel refused/],
  ['EOVERFLOW', 75, /unexpected error/],
];

async function started(blade: Blade): Promise<void> {
  await blade.insertChip();
  await blade.temperature(45);
  await blade.start();
  await blade.untilDuty(77, startPatienceSeconds);
}

export const busFaultScenarios: readonly Scenario[] = [
  {
    name: 'every errno is named in the log with advice; the watchdog cools meanwhile; control returns after it',
    async run(blade) {
      await started(blade);
      const times: string[] = [];
      for (const [name, errno, words] of injected) {
        await blade.guest.sh(': >/shared/log');
        await blade.set('err', errno);
        await blade.untilLogged(words);
        const seconds = await blade.untilDuty(255, 8);
        times.push(`${name} ${seconds.toFixed(1)} s`);
        equal(
          (await blade.http('/healthz')).ok,
          true,
          `healthz during ${name}: a dead chip is no reason to restart the pod`,
        );
        await blade.set('err', 0);
        await blade.untilDuty(77);
      }
      equal(await blade.get('stray_writes'), 0, 'writes to address 0');
      return `log to full speed: ${times.join(', ')}`;
    },
  },
  {
    name: 'a single failed transfer is retried and nobody notices',
    async run(blade) {
      await started(blade);
      for (let time = 0; time < 5; time += 1) {
        await blade.set('err_count', 1);
        await blade.set('err', 121);
        await blade.until('the error was consumed', async () => (await blade.get('err_count')) === 0, 5);
        equal(await blade.duty(), 77, 'duty after one failed transfer');
      }
      check(!/full speed/.test(await blade.log()), `a retry was taken for a fault:\n${await blade.log()}`);
      const tries = await blade.metric('thermal_bus_errors_total{kind="no-answer"}');
      const failures = await blade.metric('thermal_hardware_errors_total{kind="no-answer"}');
      equal(tries, 5, 'failed tries counted');
      equal(failures, 0, 'failed touches counted');
      return `${tries} failed tries counted, ${failures} failed touches`;
    },
  },
  {
    name: 'a chip that a kernel driver owns is reported with what to remove, nothing is written to address 0, and it is taken over once free',
    async run(blade) {
      await blade.insertChip();
      await blade.insertChip('emc2305');
      await blade.guest.sh('echo emc2305 0x2f >/sys/bus/i2c/devices/i2c-1/new_device');
      await blade.temperature(45);
      await blade.start();
      await blade.untilLogged(/kernel driver owns the chip.*dtoverlay=i2c-fan/, startPatienceSeconds);
      await new Promise((resolve) => setTimeout(resolve, 3000));
      equal(await blade.get('stray_writes'), 0, 'writes to address 0');
      await blade.guest.sh('echo 0x2f >/sys/bus/i2c/devices/i2c-1/delete_device');
      await blade.untilDuty(77);
      equal(await blade.get('stray_writes'), 0, 'writes to address 0');
    },
  },
  {
    name: 'an absent chip is reported and found when it answers',
    async run(blade) {
      await blade.insertChip('fanfake', 'absent=1');
      await blade.temperature(45);
      await blade.start();
      await blade.untilLogged(/did not acknowledge/, startPatienceSeconds);
      await blade.set('absent', 0);
      await blade.untilDuty(77);
    },
  },
  {
    name: 'a bus that vanishes and returns is followed',
    async run(blade) {
      await started(blade);
      await blade.set('present', 0);
      await blade.untilLogged(/vanished|no such device/);
      await blade.until('the adapter was let go', async () => (await blade.get('present')) === 0, 10);
      equal((await blade.guest.attempt('ls /dev/i2c-1')).status, 1, 'device node');
      await blade.set('present', 1);
      await blade.untilDuty(77);
    },
  },
  {
    name: 'a chip that lost power is configured again, with its watchdog',
    async run(blade) {
      await started(blade);
      const before = await blade.metric('thermal_chip_configurations_total');
      await blade.set('power_cycle', 1);
      await blade.untilLogged(/lost its configuration/);
      await blade.untilDuty(77);
      const after = await blade.metric('thermal_chip_configurations_total');
      check((after ?? 0) > (before ?? 0), `configurations: ${before} before, ${after} after`);
      await blade.signal('STOP');
      await blade.untilDuty(255, 7);
    },
  },
  {
    name: 'a stalled fan gives full speed and is forgiven when it turns',
    async run(blade) {
      await started(blade);
      await blade.set('stall', 1);
      await blade.untilDuty(255);
      await blade.untilLogged(/fan-stalled/);
      await blade.set('stall', 0);
      await blade.untilDuty(77);
    },
  },
  {
    name: 'a bus that hangs freezes nothing: the watchdog cools, the fault is told, and the daemon answers',
    async run(blade) {
      await started(blade);
      await blade.set('delay_ms', 20_000);
      const seconds = await blade.untilDuty(255, 10);
      await blade.untilLogged(/the operation hangs/, 10);
      await blade.until(
        'the fault is told',
        async () => (await blade.metric('thermal_fault{fault="chip-silent"}')) === 1,
        10,
      );
      await new Promise((resolve) => setTimeout(resolve, 5000));
      equal((await blade.http('/healthz')).ok, true, 'healthz: steps go on');
      await blade.set('delay_ms', 0);
      const back = await blade.untilDuty(77, 60);
      return `full speed after ${seconds.toFixed(1)} s, control again ${back.toFixed(1)} s after the bus`;
    },
  },
];
