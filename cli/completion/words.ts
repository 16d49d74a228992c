import type { Command } from 'commander';

/** What can stand behind the words before: commands and options, with a line of help each. */
export interface Completed {
  /** Commands before, `secrets rotate`; '' at the beginning. */
  path: string;
  words: { word: string; help: string }[];
  /** What an argument is, where a file is one. */
  files: boolean;
}

/** Every place in the tree of commands. Hidden options stay hidden. */
export function completedOf(program: Command): Completed[] {
  return placesBelow(program, []);
}

function placesBelow(command: Command, path: readonly string[]): Completed[] {
  const commands = command.commands.map((each) => ({ word: each.name(), help: oneLine(each.description()) }));
  const options = command.options
    .filter(({ hidden, long }) => !hidden && long)
    .map(({ long, description }) => ({ word: long as string, help: oneLine(description) }));
  const help =
    path.length === 0 || command.commands.length === 0 ? [{ word: '--help', help: 'help with examples' }] : [];
  const here: Completed = {
    path: path.join(' '),
    words: [...commands, ...options, ...help],
    files: command.registeredArguments.length > 0 || command.options.some(({ flags }) => /<file>/.test(flags)),
  };
  return [here, ...command.commands.flatMap((each) => placesBelow(each, [...path, each.name()]))];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\u2019']/g, '’');
