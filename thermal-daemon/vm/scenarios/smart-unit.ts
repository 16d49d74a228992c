import { connect } from 'node:net';
import { BoundedIo } from '../../src/io/bounded-io';
import { SmartUnitModel } from '../../src/hardware/testing/smart-unit-model';
import { SMART_UNIT_BAUD } from '../../src/hardware/compute-blade-smart';
import { startPatienceSeconds } from '../blade';
import { equal, type Scenario } from '../scenario';

export const smartUnitScenarios: readonly Scenario[] = [
  {
    name: 'a fan unit behind a PL011 is driven at 115200 baud, and heard; silence is a fault',
    async run(blade) {
      const unit = new SmartUnitModel(() => performance.now());
      const line = await unit.open(new BoundedIo(), 'the unit', SMART_UNIT_BAUD);
      const socket = connect(blade.guest.serialSocket);
      socket.on('data', (bytes) => void line.write(bytes));
      let speaks = true;
      const reports = setInterval(() => {
        if (speaks) void line.read().then((bytes) => socket.write(bytes));
      }, 200);
      try {
        await blade.temperature(45);
        await blade.start({ config: { hardware: { chip: 'compute-blade-smart', bus: '/dev/ttyAMA0' } } });
        const untilRatio = (ratio: number, seconds: number) =>
          blade.until(`the unit drives ${ratio}`, async () => unit.drive() === ratio, seconds);
        await untilRatio(0.3, startPatienceSeconds);
        equal(
          await blade.guest
            .sh('stty -F /dev/ttyAMA0 speed 2>/dev/null || stty -F /dev/ttyAMA0 | head -1')
            .then((text) => /115200/.test(text)),
          true,
          '115200 baud',
        );
        await blade.temperature(65);
        await untilRatio(0.75, 10);
        await blade.until('a speed', async () => (await blade.metric('thermal_fan_rpm{fan="1"}')) === 3750, 10);
        speaks = false;
        const silence = await untilRatio(1, 15);
        await blade.untilLogged(/no report of the fan unit/, 10);
        speaks = true;
        await untilRatio(0.75, 20);
        await blade.signal('TERM');
        await untilRatio(1, 5);
        return `30 %, 75 %, full speed ${silence.toFixed(1)} s after the last report (6 s of silence are the limit)`;
      } finally {
        clearInterval(reports);
        socket.destroy();
      }
    },
  },
];
