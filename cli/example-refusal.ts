import { exampleAddresses } from '../lib/rack-file/example-addresses';
import type { RackSpec } from '../lib/rack-file/rack';

/** For commander: a rack of examples, tried out on purpose. */
export const exampleOption = ['--example', 'go on although addresses of examples stand in the rack file'] as const;

/** Why machines and Flux must not be set up from a rack as it was shipped; undefined when its owner made it theirs. */
export function refusalOfExample(rack: RackSpec): string | undefined {
  const addresses = exampleAddresses(rack);
  if (addresses.length === 0) return undefined;
  const lines = addresses.map(
    ({ path, value, host }) => `   ${path} is ${value}, and nobody can ever answer at ${host}`,
  );
  return [
    `clusters/${rack.name}.yaml still has addresses of examples:`,
    ...lines,
    '   State your own there. To see what this command would do: --example\n',
  ].join('\n');
}
