import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KernelPwm, type KernelPwmOptions } from './kernel-pwm';
import { KernelPwmModel } from './testing/kernel-pwm-model';

const scratch = mkdtempSync(path.join(tmpdir(), 'kernel-pwm-'));
afterAll(() => rmSync(scratch, { recursive: true }));

let model: KernelPwmModel;
let waited: number[];
let duringWait: number[];
let chips = 0;
beforeEach(() => {
  model = new KernelPwmModel(path.join(scratch, `pwmchip${chips++}`));
  waited = [];
  duringWait = [];
});

const chipWith = (options: Partial<KernelPwmOptions> = {}): KernelPwm =>
  new KernelPwm({
    invertPolarity: false,
    pulsesPerRevolution: 2,
    minimumRpm: 600,
    pwmFrequencyHertz: 25_000,
    pushPullOutput: false,
    fans: undefined,
    directory: model.directory,
    channel: 0,
    wait: async (milliseconds) => {
      waited.push(milliseconds);
      duringWait.push(model.drive());
    },
    ...options,
  });
const attribute = (name: string): string => readFileSync(path.join(model.directory, 'pwm0', name), 'utf8').trim();

describe('kernel-pwm', () => {
  it('starts a channel that nobody set up at full speed', async () => {
    await chipWith().configure();
    expect([attribute('period'), attribute('duty_cycle'), attribute('enable')]).toEqual(['40000', '40000', '1']);
  });

  it('leaves the duty of a channel that runs as wanted: a restarted daemon makes no noise', async () => {
    const chip = chipWith();
    await chip.configure();
    await chip.setDuty(0.3);
    await chipWith().configure();
    expect(model.drive()).toBe(0.3);
  });

  it('kicks a standing fan at full speed before a low duty, and no running one', async () => {
    const chip = chipWith();
    await chip.configure();
    await chip.setDuty(0);
    await chip.setDuty(0.25);
    expect([waited, duringWait, model.drive()]).toEqual([[500], [1], 0.25]);
    await chip.setDuty(0.3);
    await chip.setDuty(0);
    await chip.setDuty(1);
    expect(waited).toEqual([500]);
  });

  it('knows no speed and no stall without a tach', async () => {
    const chip = chipWith();
    await chip.configure();
    await expect(chip.readFans()).resolves.toEqual([{ fan: 1, rpm: undefined, stalled: false }]);
  });

  it('says which file is missing when there is no such PWM chip', async () => {
    const chip = chipWith({ directory: path.join(scratch, 'pwmchip99') });
    await expect(chip.configure()).rejects.toMatchObject({
      kind: 'missing',
      where: expect.stringContaining('pwmchip99/export'),
    });
  });

  it('creates no files where the kernel has no attributes', async () => {
    rmSync(path.join(model.directory, 'pwm0', 'polarity'));
    await expect(chipWith().configure()).rejects.toMatchObject({ kind: 'missing' });
    expect(() => attribute('polarity')).toThrow(/ENOENT/);
  });

  it('refuses a reading that is no number', async () => {
    const chip = chipWith({ rpmFile: model.rpmFile });
    await chip.configure();
    writeFileSync(model.rpmFile, 'nonsense\n');
    await expect(chip.readFans()).rejects.toMatchObject({ kind: 'implausible' });
  });
});
