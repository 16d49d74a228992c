import { classifyError, errorKinds, HardwareError } from './hardware-error';
import { i2cError } from './testing/chip-model';

const where = 'i2c-1 address 0x2f';

describe('classifyError', () => {
  it.each([
    ['a NAK as i2c-bus reports it: no code, positive', i2cError(121), 'no-answer'],
    ['a NAK as Node reports it: negative', i2cError(-121, 'EREMOTEIO'), 'no-answer'],
    ['a NAK of other adapters', i2cError(6, 'ENXIO'), 'no-answer'],
    ['a timeout', i2cError(110, 'ETIMEDOUT'), 'timeout'],
    ['lost arbitration', i2cError(11, 'EAGAIN'), 'arbitration-lost'],
    ['a length error', i2cError(5, 'EIO'), 'bus-fault'],
    ['a bound kernel driver', i2cError(16, 'EBUSY'), 'busy'],
    ['the device cgroup', i2cError(-1, 'EPERM'), 'permission'],
    ['the file mode', i2cError(-13, 'EACCES'), 'permission'],
    ['a missing bus', i2cError(-2, 'ENOENT'), 'missing'],
    ['a removed adapter', i2cError(19, 'ENODEV'), 'gone'],
    ['a read-only sysfs', i2cError(-30, 'EROFS'), 'read-only'],
    ['a value that the kernel refuses', i2cError(-22, 'EINVAL'), 'rejected'],
    ['an adapter without byte transfers', i2cError(-95, 'ENOTSUP'), 'unsupported'],
    [
      'an add-on of another architecture',
      Object.assign(new Error('wrong ELF class'), { code: 'ERR_DLOPEN_FAILED' }),
      'no-addon',
    ],
    ['an add-on that is not in the image', Object.assign(new Error('gone'), { code: 'MODULE_NOT_FOUND' }), 'no-addon'],
    ['an add-on never built', new Error('Could not locate the bindings file. Tried:\n → …'), 'no-addon'],
    ['anything else', i2cError(75, 'EOVERFLOW'), 'unknown'],
    ['no error object at all', 'surprise', 'unknown'],
  ])('knows %s', (_, error, kind) => {
    expect(classifyError(error, where)).toMatchObject({ kind, where });
  });

  it('passes a HardwareError on unchanged', () => {
    const error = new HardwareError('busy', where);
    expect(classifyError(error, 'elsewhere')).toBe(error);
  });

  it('keeps what it was told: the cause, and the words of what it does not know', () => {
    for (const cause of [i2cError(121), Object.assign(new Error('x\n y'), { code: 'ERR_DLOPEN_FAILED' }), 'surprise']) {
      expect(classifyError(cause, where).cause).toBe(cause);
    }
    expect(classifyError('surprise', where).message).toContain('(surprise)');
    expect(classifyError(new Error('odd'), where).message).toContain('(odd)');
    expect(classifyError({}, where).message).toContain('([object Object])');
    expect(classifyError({ code: 'MODULE_NOT_FOUND' }, where).kind).toBe('no-addon');
    expect(classifyError(Object.assign(new Error('x\n y'), { code: 'MODULE_NOT_FOUND' }), where).message).toContain(
      '(x)',
    );
  });

  it('says where, what and what to do in one line', () => {
    const { message } = classifyError(i2cError(121), where);
    expect(message).toMatch(/^i2c-1 address 0x2f: the chip did not acknowledge \(errno 121\)\. Check /);
    expect(message).not.toContain('\n');
  });

  it.each(Object.entries(errorKinds))('has advice that ends as a sentence for %s', (_, { advice }) => {
    expect(advice).toMatch(/^[A-Z`].{20,}[.]$/);
  });
});
