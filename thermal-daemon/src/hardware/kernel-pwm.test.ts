import { BoundedIo } from '../io/bounded-io';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import fsPromises from 'node:fs/promises';
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
    io: new BoundedIo(),
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

  /** What is written while configuring, in order: the kernel refuses some of it at the wrong moment. */
  const configuring = async (): Promise<string[]> => {
    const writing = jest.spyOn(fsPromises, 'writeFile');
    await chipWith().configure();
    const written = writing.mock.calls.map(([file, value]) => `${path.basename(String(file))} ${String(value)}`);
    writing.mockRestore();
    return written;
  };
  const asWanted = ['period 40000', 'polarity normal', 'duty_cycle 40000', 'enable 1'];

  it('writes nothing but what is needed to a channel that nobody set up: with period 0 the kernel refuses the rest', async () => {
    expect(await configuring()).toEqual(asWanted);
  });

  it('stops a channel that runs otherwise before it changes it: else the kernel refuses the period and the polarity', async () => {
    const channel = { enable: 1, period: 1_000_000, duty_cycle: 300_000 };
    for (const [name, value] of Object.entries(channel)) {
      writeFileSync(path.join(model.directory, 'pwm0', name), `${value}\n`);
    }
    expect(await configuring()).toEqual(['enable 0', 'duty_cycle 0', ...asWanted]);
  });

  it('does not export a channel that is there', async () => {
    await chipWith().configure();
    expect(readFileSync(path.join(model.directory, 'export'), 'utf8')).toBe('');
  });

  it.each([
    ['enable', '0'],
    ['period', '1000000'],
    ['polarity', 'inversed'],
  ])('does not hold its configuration with another %s', async (name, value) => {
    const chip = chipWith();
    await chip.configure();
    await expect(chip.holdsConfiguration()).resolves.toBe(true);
    writeFileSync(path.join(model.directory, 'pwm0', name), value);
    await expect(chip.holdsConfiguration()).resolves.toBe(false);
  });

  it('kicks no fan that shall stand, and none at all where that is not wanted', async () => {
    const chip = chipWith();
    await chip.configure();
    await chip.setDuty(0);
    await chip.setDuty(0);
    const calm = chipWith({ kickMilliseconds: 0 });
    await calm.setDuty(0.25);
    expect(waited).toEqual([]);
  });

  it.each([
    ['exactly at its slowest', 600, false],
    ['slower', 599, true],
  ])('calls a fan %s stalled: %p rpm, %p', async (_name, rpm, stalled) => {
    const chip = chipWith({ rpmFile: model.rpmFile });
    await chip.configure();
    writeFileSync(model.rpmFile, `${rpm}\n`);
    await chip.readFans();
    await expect(chip.readFans()).resolves.toEqual([{ fan: 1, rpm, stalled }]);
  });

  it.each(['12x', 'x12', '-1', ''])('takes "%s" for no speed', async (text) => {
    const chip = chipWith({ rpmFile: model.rpmFile });
    await chip.configure();
    writeFileSync(model.rpmFile, text);
    await expect(chip.readFans()).rejects.toMatchObject({ kind: 'implausible' });
  });

  it('says so when a duty cannot be written', async () => {
    const chip = chipWith();
    await chip.configure();
    rmSync(path.join(model.directory, 'pwm0', 'duty_cycle'));
    await expect(chip.setDuty(1)).rejects.toMatchObject({ kind: 'missing' });
  });
});
