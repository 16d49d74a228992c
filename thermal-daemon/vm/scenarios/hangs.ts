import { startPatienceSeconds } from '../blade';
import { check, equal, type Scenario } from '../scenario';

export const hangScenarios: readonly Scenario[] = [
  {
    name: 'a sensor that hangs gives full speed in four seconds, and SIGTERM ends the process all the same',
    async run(blade) {
      await blade.insertChip();
      await blade.temperature(45);
      await blade.start();
      await blade.untilDuty(77, startPatienceSeconds);
      await blade.set('wd_fired', 0);
      await blade.guest.sh('rm /shared/temp && mkfifo /shared/temp');
      const seconds = await blade.untilDuty(255, 4);
      await blade.untilLogged(/no answer within 1100 ms: read/, 10);
      equal(await blade.get('wd_fired'), 0, 'watchdog: the daemon itself wrote full speed');
      equal((await blade.http('/healthz')).ok, true, 'healthz');
      await blade.signal('TERM');
      const ended = await blade.until('the process ended', async () => !(await blade.running()), 10);
      equal(await blade.duty(), 255, 'duty at the end');
      return `full speed after ${seconds.toFixed(1)} s, ended ${ended.toFixed(1)} s after SIGTERM`;
    },
  },
  {
    name: 'a fresh process gives full speed before its first reading, which hangs',
    async run(blade) {
      await blade.insertChip();
      await blade.guest.sh('mkfifo /shared/temp');
      await blade.start();
      await blade.untilLogged(/no answer within 1100 ms: read/, startPatienceSeconds);
      equal(await blade.duty(), 255, 'duty');
      check((await blade.get('duty_writes')) >= 2, 'full speed is written at the start, and again for the fault');
    },
  },
];
