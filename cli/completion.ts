import { type Command, Argument } from 'commander';
import { bashCompletion } from './completion/bash';
import { fishCompletion } from './completion/fish';
import { completedOf } from './completion/words';
import { zshCompletion } from './completion/zsh';

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

export function register(program: Command): void {
  program
    .command('completion')
    .description('print what a shell needs to complete commands, options and files')
    .addArgument(new Argument('<shell>', 'which one').choices(Object.keys(shells)))
    .addHelpText(
      'after',
      `
Examples:
  source <(npx rackwright completion bash)         in ~/.bashrc, or for this shell alone
  source <(npx rackwright completion zsh)          in ~/.zshrc, after compinit
  npx rackwright completion fish | source          in ~/.config/fish/config.fish`,
    )
    .action((shell: keyof typeof shells) => {
      process.stdout.write(shells[shell](completedOf(program)));
    });
}
