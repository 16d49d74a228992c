import { parseCommand } from './command-line';

describe('parseCommand', () => {
  it.each<[string[], object]>([
    [[], { configPath: '/etc/thermal-daemon/config.json', do: 'run', dryRun: false }],
    [['--config=/a.json', '--dry-run'], { configPath: '/a.json', do: 'run', dryRun: true }],
    [['--once'], { do: 'once' }],
    [['--probe'], { do: 'probe' }],
    [['--help', '--once'], { do: 'help' }],
    [['--version'], { do: 'version' }],
  ])('understands %j', (args, command) => expect(parseCommand(args)).toMatchObject(command));

  it.each([
    [['--frobnicate'], /--frobnicate/],
    [['extra'], /extra/],
    [['--once', '--probe'], /exclude each other/],
  ])('refuses %j', (args, message) => expect(() => parseCommand(args)).toThrow(message));
});
