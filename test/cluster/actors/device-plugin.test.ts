import { resourcesOf } from './device-plugin';

describe('what a device plugin offers', () => {
  const i2c = '{"name":"i2c","groups":[{"count":2,"paths":[{"path":"/dev/i2c-1"}]}]}';
  const uart = '{"name":"uart","groups":[{"paths":[{"path":"/dev/ttyS0"}]}]}';
  const rows: [what: string, args: string[], resources: Record<string, string>][] = [
    ['a device as often as its count says', ['--domain', 'squat.ai', '--device', i2c], { 'squat.ai/i2c': '2' }],
    ['once without a count', ['--domain', 'example.org', '--device', uart], { 'example.org/uart': '1' }],
    ['several', ['--device', i2c, '--device', uart], { 'squat.ai/i2c': '2', 'squat.ai/uart': '1' }],
    ['nothing that it was not told of', ['--domain', 'squat.ai'], {}],
  ];
  test.each(rows)('%s', (_, args, resources) => {
    expect(resourcesOf(args)).toEqual(resources);
  });
});
