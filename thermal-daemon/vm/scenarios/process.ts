import { startPatienceSeconds, type Blade } from '../blade';
import { check, equal, type Scenario } from '../scenario';

async function started(blade: Blade): Promise<void> {
  await blade.insertChip();
  await blade.temperature(45);
  await blade.start();
  await blade.untilDuty(77, startPatienceSeconds);
  // It may have fired before: the chip's power-up watchdog does not wait for a slow start.
  await blade.set('wd_fired', 0);
}

export const processScenarios: readonly Scenario[] = [
  {
    name: 'a stopped process (SIGSTOP) leaves the fan at full speed in five seconds, and takes over again when it wakes',
    async run(blade) {
      await started(blade);
      await blade.signal('STOP');
      const seconds = await blade.untilDuty(255, 5);
      equal(await blade.get('wd_fired'), 1, 'watchdog');
      await blade.signal('CONT');
      await blade.untilDuty(77, 15);
      return `${seconds.toFixed(1)} s`;
    },
  },
  {
    name: 'a killed process (SIGKILL) leaves the fan at full speed in five seconds; the next one takes over',
    async run(blade) {
      await started(blade);
      await blade.signal('KILL');
      const seconds = await blade.untilDuty(255, 5);
      await blade.start();
      await blade.untilDuty(77, startPatienceSeconds);
      return `${seconds.toFixed(1)} s`;
    },
  },
  {
    name: 'SIGTERM leaves the fan at full speed at once and ends with status 0',
    async run(blade) {
      await started(blade);
      await blade.signal('TERM');
      const seconds = await blade.untilDuty(255, 3);
      await blade.until('the process ended', async () => !(await blade.running()), 6);
      equal(await blade.get('wd_fired'), 0, 'watchdog: the daemon itself wrote full speed');
      check(/"stopped, with the fan at full speed"/.test(await blade.log()), await blade.log());
      return `${seconds.toFixed(1)} s`;
    },
  },
  {
    name: 'the image’s own user works where the device belongs to it, and is told what to do where not',
    async run(blade) {
      await blade.insertChip();
      await blade.temperature(45);
      await blade.start({ user: 'nonroot' });
      await blade.untilLogged(/access was refused.*device_ownership_from_security_context/, startPatienceSeconds);
      await blade.guest.sh('chown 65532:65532 /dev/i2c-1');
      await blade.untilDuty(77);
      equal(await blade.guest.sh('stat -c %u /proc/$(head -1 /sys/fs/cgroup/pod/cgroup.procs)'), '65532', 'user');
    },
  },
  {
    name: '--probe and --once tell what is there',
    async run(blade) {
      await blade.insertChip();
      await blade.temperature(45);
      await blade.configure({});
      const probe = await blade.runOnce(['--probe']);
      equal(probe.status, 0, `--probe:\n${probe.output}\nexit status`);
      check(/i2c-1 address 0x2f: emc2301 \(product 0x37, revision 0x80\)/.test(probe.output), probe.output);
      equal(await blade.get('duty_writes'), 0, 'writes of the fan setting by --probe');
      const once = await blade.runOnce(['--once']);
      check(/"emc2301"/.test(once.output), once.output);
      return probe.output.split('\n').join('; ');
    },
  },
];
