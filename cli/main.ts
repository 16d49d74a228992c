import { Command } from 'commander';
import { version } from '../package.json';
import { runToEnd } from './run';

type Loader = () => Promise<{ register(program: Command): void }>;

/** A command is loaded when it is named: synth needs no prompt, and starts sooner without one. */
const commands: Record<string, Loader> = {
  init: () => import('./init'),
  synth: () => import('./synth'),
  check: () => import('./check'),
  status: () => import('./status'),
  commission: () => import('./commission'),
  doctor: () => import('./doctor'),
  power: () => import('./power'),
  capacity: () => import('./capacity'),
  fit: () => import('./fit'),
  network: () => import('./network'),
  review: () => import('./review'),
  explain: () => import('./explain'),
  plan: () => import('./plan'),
  acknowledge: () => import('./acknowledge'),
  secrets: () => import('./secrets'),
  images: () => import('./images'),
  talos: () => import('./talos'),
  bootstrap: () => import('./bootstrap'),
  'new-app': () => import('./new-app'),
  runbook: () => import('./runbook'),
  upgrade: () => import('./upgrade'),
  run: () => import('./run-file'),
  completion: () => import('./completion'),
};

/**
 * Runs the command that the arguments name, to its exit code.
 *
 * @param more commands that only the repository of Rackwright itself has
 */
export async function main(argv: string[], more: Record<string, Loader> = {}): Promise<void> {
  const all = { ...commands, ...more };
  await runToEnd(async () => {
    const program = describedProgram();
    const named = argv[2] ?? '';
    // Anything else is a question about all of them: help, a typing error; so is what a shell completes.
    const wanted = Object.hasOwn(all, named) && named !== 'completion' ? [named] : Object.keys(all);
    for (const name of wanted) (await all[name]!()).register(program);
    await program.parseAsync(argv);
    return Number(process.exitCode ?? 0);
  }, process.env);
}

function describedProgram(): Command {
  return new Command('rackwright')
    .description('One file describes a rack; this writes, checks and explains every manifest it runs.')
    .addHelpText(
      'after',
      '\nExit codes: 0 clean, 1 findings of level error, 2 could not run (bad rack file, unreadable file),\n3 a change would lose data and is not acknowledged.',
    )
    .version(version, '-v, --version')
    .showSuggestionAfterError()
    .showHelpAfterError('(`--help` shows examples)')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}
