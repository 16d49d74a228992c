import { parseArgs } from 'node:util';

export interface Command {
  readonly configPath: string;
  readonly do: 'run' | 'once' | 'probe' | 'help' | 'version';
  readonly dryRun: boolean;
}

export const DEFAULT_CONFIG_PATH = '/etc/thermal-daemon/config.json';

export const usage = `thermal-daemon [options]
  --config=FILE    configuration; default ${DEFAULT_CONFIG_PATH}
  --once           one control step, printed; exit 0 when sound, 1 when a fault stands
  --probe          what is on the buses; touches no fan
  --dry-run        reads everything, writes nothing to the chip
  --version, --help
`;

/** @throws Error in words for what cannot be meant */
export function parseCommand(args: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...args],
    options: {
      config: { type: 'string', default: DEFAULT_CONFIG_PATH },
      once: { type: 'boolean', default: false },
      probe: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      version: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.once && values.probe) throw new Error('--once and --probe exclude each other');
  const wanted = (['help', 'version', 'probe', 'once'] as const).find((name) => values[name]);
  return { configPath: values.config, do: wanted ?? 'run', dryRun: values['dry-run'] };
}
