import { parseCommand } from './command-line';

describe('parseCommand', () => {
  it.each<[string[], object]>([
    [[], { configPath: '/etc/thermal-daemon/config.json', do: 'run', dryRun: false, simulateSpeed: undefined }],
    [['--config=/a.json', '--dry-run'], { configPath: '/a.json', do: 'run', dryRun: true }],
    [['--once'], { do: 'once' }],
    [['--probe'], { do: 'probe' }],
    [['--simulate'], { do: 'run', simulateSpeed: 1 }],
    [['--simulate=60', '--once'], { do: 'once', simulateSpeed: 60 }],
    [['--help', '--once'], { do: 'help' }],
    [['--version'], { do: 'version' }],
  ])('understands %j', (args, command) => expect(parseCommand(args)).toMatchObject(command));

  it.each([
    [['--frobnicate'], /--frobnicate/],
    [['extra'], /extra/],
    [['--once', '--probe'], /exclude each other/],
    [['--simulate=fast'], /expected a speed from 1 to 100/],
    [['--simulate=0'], /expected a speed from 1 to 100/],
  ])('refuses %j', (args, message) => expect(() => parseCommand(args)).toThrow(message));
});
