import { Command } from 'commander';
import { version } from '../package.json';
import { runToEnd } from './run';

/** A command is loaded when it is named: synth needs no prompt, and starts sooner without one. */
const commands: Record<string, () => Promise<{ register(program: Command): void }>> = {
  synth: () => import('./synth'),
  check: () => import('./check'),
  acknowledge: () => import('./acknowledge'),
  secrets: () => import('./secrets'),
  talos: () => import('./talos'),
  bootstrap: () => import('./bootstrap'),
  bench: () => import('./bench'),
};

const program = new Command('rackwright')
  .description('One file describes a rack; this writes, checks and explains every manifest it runs.')
  .addHelpText(
    'after',
    '\nExit codes: 0 clean, 1 findings of level error, 2 could not run (bad rack file, unreadable file),\n3 a change would lose data and nobody has acknowledged it.',
  )
  .version(version, '-v, --version')
  .showSuggestionAfterError()
  .showHelpAfterError('(`--help` shows examples)')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

async function main(argv: string[]): Promise<void> {
  const named = argv[2] ?? '';
  // Anything else is a question about all of them: help, a typing error.
  const wanted = Object.hasOwn(commands, named) ? [named] : Object.keys(commands);
  for (const name of wanted) (await commands[name]!()).register(program);
  await program.parseAsync(argv);
}

void runToEnd(async () => {
  await main(process.argv);
  return Number(process.exitCode ?? 0);
}, process.env);
