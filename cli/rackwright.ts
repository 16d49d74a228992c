import { Command } from 'commander';
import * as bootstrap from './bootstrap';
import * as bench from './bench';
import * as check from './check';
import * as secrets from './secrets';
import * as synth from './synth';
import * as talos from './talos';

const program = new Command('rackwright')
  .description('One file describes a rack; this writes, checks and explains every manifest it runs.')
  .addHelpText(
    'after',
    '\nExit codes: 0 clean, 1 findings of level error, 2 could not run (bad rack file, unreadable file).',
  )
  .showSuggestionAfterError()
  .showHelpAfterError('(`--help` shows examples)')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

for (const command of [synth, check, secrets, talos, bootstrap, bench]) command.register(program);

program.parseAsync(process.argv).catch((error: unknown) => {
  // A mistake of ours, not of the user's: the one place where a stack trace is wanted.
  console.error(error);
  process.exitCode = 2;
});
