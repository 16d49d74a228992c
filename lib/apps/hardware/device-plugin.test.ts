import { App, Chart } from 'cdk8s';
import { carriers, accessOf, type Fan } from '../../rack-file/fans';
import type { Hardware, RackSpec } from '../../rack-file/rack';
import { DevicePlugin } from './device-plugin';

const rackOf = (...fans: (Fan | undefined)[]): RackSpec =>
  ({ hardware: Object.fromEntries(fans.map((fan, index) => [`h${index}`, { fan } as Hardware])) }) as RackSpec;
const pluginOf = (...fans: (Fan | undefined)[]): DevicePlugin =>
  new DevicePlugin(new Chart(new App(), 'test', { disableResourceNameHashes: true }), rackOf(...fans));

describe('the device plugin', () => {
  it.each(carriers.map(({ carrier, fan }) => [carrier, fan] as const))(
    '%s: runs only where a device is asked for',
    (_name, fan) => {
      const plugin = pluginOf(fan);
      expect(plugin.node.children.length > 0).toBe(accessOf(fan) !== 'sysfs');
    },
  );

  it('names the one bus of a kind by its kind, and several by themselves', () => {
    const [one, other]: Fan[] = [
      { chip: 'emc2301', bus: 'i2c-1' },
      { chip: 'emc2101', bus: 'i2c-0' },
    ];
    expect(pluginOf(one, one).resourceFor('i2c-1')).toBe('squat.ai/i2c');
    const both = pluginOf(one, other, { chip: 'compute-blade-smart', bus: 'ttyAMA5' });
    expect(['i2c-0', 'i2c-1', 'ttyAMA5'].map((bus) => both.resourceFor(bus))).toEqual([
      'squat.ai/i2c-0',
      'squat.ai/i2c-1',
      'squat.ai/uart',
    ]);
  });

  it('knows no bus that no fan is behind', () => {
    expect(() => pluginOf(undefined).resourceFor('i2c-1')).toThrow('no fan of this rack is behind i2c-1');
  });
});
