import type { Command } from 'commander';
import { type BootstrapOptions, bootstrap } from './secrets/bootstrap';
import { create } from './secrets/create';
import { edit } from './secrets/edit';
import { FoundFaults } from './secrets/findings';
import { init } from './secrets/init';
import { prune } from './secrets/prune';
import { realWorld } from './secrets/real-world';
import { rotate } from './secrets/rotate';
import { verify } from './secrets/verify';
import { exampleOption } from './example-refusal';
import { oneRackFile, placeOf } from './rack-root';
import { runToEnd } from './run';
import { CannotRun, type CommonOptions, type ExitCode, type SecretsWorld } from './secrets/world';

type Action<O> = (world: SecretsWorld, options: O, ...args: never[]) => Promise<ExitCode>;

/** `rackwright secrets …` */
export function register(program: Command): void {
  const secrets = program
    .command('secrets')
    .description('make, check and change the encrypted Secrets of a rack, in the format of SOPS')
    .addHelpText('after', keysHelp);

  common(secrets.command('init'), 'make an age key where there is none and state its recipient in the rack file', [
    ['rackwright secrets init', 'the key goes where SOPS looks for it'],
    ['SOPS_AGE_KEY_FILE=/media/usb/rack.txt npx rackwright secrets init', 'or to a place of your own'],
  ]).action(runs((world, options: CommonOptions) => init(world, options)));

  common(secrets.command('create'), 'make every declared value that is missing; what is there is never replaced', [
    ['rackwright secrets create', 'asks for what only a person knows'],
    ['rackwright secrets create --rack clusters/examples/one-node.yaml', 'for another rack'],
  ]).action(runs((world, options: CommonOptions) => create(world, options)));

  common(secrets.command('verify'), 'check the files; with a private key at hand their MACs too', [
    ['rackwright secrets verify', 'errors on standard output, exit code 1'],
    ['rackwright secrets verify --with-key --json', 'for CI: fails where no key opens a file'],
  ])
    .option('--with-key', 'fail where no key opens a file, instead of leaving its MAC unchecked')
    .action(runs((world, options: CommonOptions & { withKey?: boolean }) => verify(world, options)));

  common(secrets.command('rotate'), 'give keys of a Secret new values, wherever these are repeated', [
    ['rackwright secrets rotate data/redis-users', 'every value of it that can be made'],
    ['rackwright secrets rotate data/redis-users litellm', 'one of them'],
    ['pass show unifi | npx rackwright secrets rotate observability/unpoller password --stdin', 'one that you state'],
  ])
    .argument('<secret>', 'namespace/name')
    .argument('[keys...]', 'keys; all that can be made without asking by default')
    .option('--stdin', 'take the value of the one key from standard input')
    .option('--lose-data', 'also a named key that encrypts data, which can then never be read again')
    .action((secret: string, keys: string[], options: CommonOptions & { stdin?: boolean; loseData?: boolean }) =>
      runs((world, given: typeof options) => rotate(world, secret, keys, given))(options),
    );

  common(secrets.command('edit'), 'open the values of a Secret in $VISUAL or $EDITOR and seal what changed', [
    ['rackwright secrets edit observability/unpoller', ''],
    ['EDITOR="code --wait" npx rackwright secrets edit observability/unpoller', 'the editor must wait'],
  ])
    .argument('<secret>', 'namespace/name')
    .option('--lose-data', 'also a key that encrypts data, which can then never be read again')
    .action((secret: string, options: CommonOptions & { loseData?: boolean }) =>
      runs((world, given: typeof options) => edit(world, secret, given))(options),
    );

  common(secrets.command('prune'), 'list the Secrets that no app asks for while it is off, or remove them for good', [
    ['rackwright secrets prune', 'what is parked; removes nothing'],
    ['rackwright secrets prune ml/litellm-keys', 'removes one of them'],
    ['rackwright secrets prune --all', 'removes them all; what they encrypt can then never be read again'],
  ])
    .argument('[secrets...]', 'namespace/name')
    .option('--all', 'every Secret and key that is parked')
    .action((secretsToGo: string[], options: CommonOptions & { all?: boolean }) =>
      runs((world, given: typeof options) => prune(world, secretsToGo, given))(options),
    );

  common(secrets.command('bootstrap'), 'print how the age key reaches the cluster, and what to back up', [
    ['rackwright secrets bootstrap', 'the commands'],
    [
      'rackwright secrets bootstrap --manifest | kubectl apply --server-side --filename=-',
      'one of them: hands over the key',
    ],
  ])
    .option('--manifest', 'print the Secrets with the private keys, for a pipe only')
    .option('--deploy-key', 'print the public half of the key with which Flux reads an ssh:// repository')
    .option(...exampleOption)
    .action(runs((world, options: BootstrapOptions) => bootstrap(world, options)));
}

const keysHelp = `
Private keys are found where SOPS finds them: SOPS_AGE_KEY, SOPS_AGE_KEY_FILE, SOPS_AGE_KEY_CMD, else
~/.config/sops/age/keys.txt. For the reference rack, as shipped, the example key beside its files is used too.

Exit codes: 0 clean, 1 something to see to, 2 could not run.`;

function common(command: Command, description: string, examples: [line: string, why: string][]): Command {
  const lines = examples.map(([line, why]) => `  $ ${line}${why === '' ? '' : `\n      ${why}`}`);
  return command
    .description(description)
    .option('-r, --rack <file>', 'rack file (the only one of clusters/ when none is named)')
    .option('--json', 'print JSON on standard output')
    .addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}

/** Runs a command against the real world and turns what stops it into words and an exit code. */
function runs<O extends { rack?: string }>(action: Action<O>): (options: O) => Promise<void> {
  return async (options) => {
    await runToEnd(
      () =>
        exitCodeOf(async () => {
          const rack = oneRackFile(placeOf(process.cwd()), options.rack, 'name one with --rack');
          return action(await realWorld(), { ...options, rack });
        }),
      process.env,
    );
  };
}

export async function exitCodeOf(run: () => Promise<ExitCode>, say = console.error): Promise<ExitCode> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof FoundFaults) {
      say(`${error.message}\nNothing was written.`);
      return 1;
    }
    if (!(error instanceof CannotRun)) throw error;
    say(error.message);
    return 2;
  }
}
