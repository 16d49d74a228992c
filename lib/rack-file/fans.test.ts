import { readFileSync } from 'node:fs';
import { fixtureApps } from './fixture-apps';
import { accessOf, carriers, configLine, fanKindOf, fanKinds, fanPairs, fanText, neverStops, type Fan } from './fans';
import { loadRack } from './load';
import type { Blade, Hardware } from './rack';

const reference = readFileSync('test/fixtures/valid/reference-rack.yaml', 'utf8');

/** The reference rack with another fan on every blade. */
function rackWith(fan: string, arch = 'arm64') {
  const text = reference.replace(/fan: \{[^}]*\}/, `fan: ${fan}`).replace('arch: arm64', `arch: ${arch}`);
  const { rack, problems } = loadRack({ text, file: 'rack.yaml', apps: fixtureApps });
  return { rack, errors: problems.filter(({ level }) => level === 'error').map(({ title }) => title) };
}

describe('the carriers of the table', () => {
  it.each(carriers.map((carrier) => [carrier.carrier, carrier] as const))(
    '%s: may be written so',
    (_name, { fan, arch }) => {
      const { rack, errors } = rackWith(fanText(fan), arch);
      expect(errors).toEqual([]);
      expect(rack?.hardware['cm4']?.fan).toEqual(fan);
    },
  );

  it('need what they need', () => {
    expect(carriers.map(({ fan }) => [fan.bus, accessOf(fan), configLine(fan) ?? 'nothing', neverStops(fan)])).toEqual([
      ['i2c-1', 'i2c', 'dtparam=i2c_arm=on', false],
      ['i2c-0', 'i2c', 'dtoverlay=i2c0,pins_44_45', false],
      ['gpio12', 'sysfs', 'dtoverlay=pwm,pin=12,func=4', true],
      ['ttyAMA5', 'uart', 'dtoverlay=uart5', true],
      ['gpio18', 'sysfs', 'dtoverlay=pwm,pin=18,func=2', true],
      ['pwmfan', 'sysfs', 'nothing', true],
      ['nct6775', 'sysfs', 'nothing', true],
    ]);
  });
});

const machine = (fan?: Fan) => ({ arch: 'arm64', cores: 4, fan }) as Hardware;

describe('kinds of fans', () => {
  const i2c: Fan = { chip: 'emc2301', bus: 'i2c-1' };

  it('are named after the chip while all with that chip are alike', () => {
    const rack = { hardware: { one: machine(i2c), two: machine({ ...i2c }), three: machine() } };
    expect(fanKinds(rack)).toEqual([{ name: 'emc2301', fan: i2c, hardware: ['one', 'two'] }]);
    expect(fanKindOf(rack, 'three')).toBeUndefined();
  });

  it('are named after their hardware too where they differ', () => {
    const other: Fan = { ...i2c, floor: 0.3 };
    const rack = {
      hardware: { one: machine(i2c), two: machine(other), three: machine({ chip: 'hwmon', bus: 'pwmfan' }) },
    };
    expect(fanKinds(rack).map(({ name }) => name)).toEqual(['emc2301-one', 'emc2301-two', 'hwmon']);
    expect(fanKindOf(rack, 'two')?.fan).toEqual(other);
  });
});

describe('shared fans', () => {
  const blades = ['a', 'x', 'b', 'c', 'd'].map((name) => ({ name, hardware: name === 'x' ? 'other' : 'cm4' }) as Blade);
  const kind = (sharedWith?: 'next' | 'previous') => ({
    name: 'pwm',
    fan: { chip: 'pwm', bus: 'gpio12', sharedWith } as Fan,
    hardware: ['cm4'],
  });

  it.each([
    [
      'next',
      [
        { drives: 'a', lends: 'b' },
        { drives: 'c', lends: 'd' },
      ],
    ],
    [
      'previous',
      [
        { drives: 'b', lends: 'a' },
        { drives: 'd', lends: 'c' },
      ],
    ],
    [undefined, []],
  ] as const)('pair the blades of their hardware two by two: %s', (sharedWith, pairs) =>
    expect(fanPairs(kind(sharedWith), blades)).toEqual(pairs),
  );
});
