import { exampleAddresses } from '../lib/rack-file/example-addresses';
import type { RackSpec } from '../lib/rack-file/rack';

/** For commander: a rack of examples, tried out on purpose. */
export const exampleOption = ['--example', 'go on although addresses of examples stand in the rack file'] as const;

/** Where the racks that are shipped say their repository lies. */
const shippedHost = 'git.example.org';

/** Fields that machine configurations are made from. */
const ofMachines = /^(network|mirrors|helpers)\b/;

/**
 * Why machines and Flux must not be set up from a rack as it was shipped; undefined when its owner made it theirs.
 *
 * @param of `machines`: of what a command writes only machines hear, so a bucket that is still to come does not matter
 */
export function refusalOfExample(rack: RackSpec, of: 'machines' | 'everything' = 'everything'): string | undefined {
  const addresses = exampleAddresses(rack);
  const counts = addresses.filter(
    ({ path, host }) => of === 'everything' || ofMachines.test(path) || (path === 'git.url' && host === shippedHost),
  );
  if (counts.length === 0) return undefined;
  const lines = addresses.map(({ path, value, host }) => `   ${path} is ${value}, and ${host} can never answer`);
  return [
    `clusters/${rack.name}.yaml still has addresses of examples:`,
    ...lines,
    '   State your own there. To see what this command would do: --example\n',
  ].join('\n');
}
