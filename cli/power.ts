import type { Command } from 'commander';
import type { PowerAction } from '../lib/power/action';
import { runPower } from './power/run';
import { runPowerStatus } from './power/port-status';
import type { PowerOptions } from './power/world';
import { placeOf } from './rack-root';
import { runToEnd } from './run';
import { viewOf } from './status';

export function register(program: Command): void {
  const power = program
    .command('power')
    .description('switch the power of a hung blade through the PoE switch, as a careful operator would');
  const words: Record<PowerAction, string> = {
    cycle: 'cut the power of a blade that hangs, and give it back; its pods move meanwhile',
    off: 'cut the power of a blade that is down, and fence it so that its pods move',
    on: 'give power again, wait until the blade is Ready, and take its fence away',
  };
  withReach(
    power.command('status').description('what the switch says of every port, or of one blade’s').argument('[blade]'),
  ).action((blade: string | undefined, options: PowerOptions) =>
    runToEnd(() => runPowerStatus(placeOf(process.cwd()), blade, options), process.env),
  );
  for (const [action, description] of Object.entries(words) as [PowerAction, string][]) {
    const command = withReach(power.command(action).description(description).argument('<blade>'))
      .option('-y, --yes', 'do not ask')
      .option('--log <file>', 'where each step is written down (~/.local/state/rackwright by default)');
    if (action !== 'on') {
      command
        .option('--hung', 'it answers a ping and nothing else: a person has looked')
        .option('--no-fence', 'leave the pods to wait for the blade');
    }
    command.addHelpText('after', help).action((blade: string, options: PowerOptions) =>
      runToEnd(() => {
        const place = placeOf(process.cwd());
        const view = viewOf(place, options.rack, options.dist);
        return runPower({ root: place.root, view }, { action, blade, isHung: options.hung }, options);
      }, process.env),
    );
  }
}

const help = `
It refuses, and says why: a blade that Kubernetes, Talos or a ping hears; a second blade; the last member of a quorum; the
wrong port. Exit codes: 0 done, 1 refused or not come true, 2 could not run. \`npx rackwright runbook hung-blade\` explains it.

Examples:
  npx rackwright power status                ports, watts, blades
  npx rackwright power cycle blade-07        says who moves, asks, cuts, fences, waits until it is back
  npx rackwright power cycle blade-07 --hung it answers a ping and nothing else`;

function withReach(command: Command): Command {
  return command
    .option('-r, --rack <file>', 'rack file (the only one of clusters/ by default)')
    .option('--kubeconfig <file>', 'as kubectl takes it')
    .option('--context <name>', 'as kubectl takes it')
    .option('--dist <folder-or-revision>', 'the tree that says what runs where (dist/ of this checkout by default)');
}
