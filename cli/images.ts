import type { Command } from 'commander';
import { bump } from './images/bump';
import { lock } from './images/lock';
import { mirror } from './images/mirror';
import { type RepackOptions, repack } from './images/repack';
import { type VerifyOptions, verify } from './images/verify';
import { realWorld } from './images/world';
import { placeOf } from './rack-root';
import { runToEnd } from './run';

/** `rackwright images …` */
export function register(program: Command): void {
  const images = program
    .command('images')
    .description('what the racks fetch, images and charts: lock it by digest, verify it at its registry, keep a copy')
    .addHelpText('after', accounts);

  images
    .command('verify')
    .description('ask every registry: digests, platforms, programs and signatures; nothing is written')
    .argument('[names...]', 'names of images.lock.yaml; everything that a rack fetches by default')
    .option('--shallow', 'fetch no layer: only indexes, configurations and signatures')
    .option('--no-run', 'start no program under emulation')
    .option('--since <revision>', 'only entries of images.lock.yaml that have changed since')
    .option('--mirror', 'ask only the mirrors of the rack file, as if every upstream were gone')
    .option('--json', 'findings as schema/findings.schema.json says, as one document')
    .addHelpText(
      'after',
      examples([
        ['rackwright images verify', 'fetches every image for the architectures of the racks: some gigabytes'],
        ['rackwright images verify redis postgresql', 'two of them'],
        ['rackwright images verify --shallow --json', 'nightly, in CI: moved tags, vanished images'],
      ]),
    )
    .action((names: string[], options: VerifyOptions) =>
      runToEnd(() => verify(realWorld(process.env), placeOf(process.cwd()), names, options), process.env),
    );

  images
    .command('lock')
    .description('write digest, platforms and size of what images.lock.yaml does not say yet')
    .argument('[names...]', 'names; everything without a digest by default')
    .option('--all', 'also what comes with Rackwright and has a digest there')
    .addHelpText(
      'after',
      examples([
        ['rackwright images lock', 'images of charts and of Talos among them'],
        ['rackwright images lock unpoller', 'one of them'],
      ]),
    )
    .action((names: string[], options: { all?: boolean }) =>
      runToEnd(() => lock(realWorld(process.env), placeOf(process.cwd()), names, options), process.env),
    );

  images
    .command('bump')
    .description('move one image to a tag: look its digest up, verify it, write lock and dist/, and print the review')
    .argument('<name>', 'name of images.lock.yaml')
    .argument('<tag>', 'tag to move to')
    .addHelpText(
      'after',
      examples([['rackwright images bump redis 8.10.2-alpine', 'exit code 3 where it may lose data']]),
    )
    .action((name: string, tag: string) =>
      runToEnd(() => bump(realWorld(process.env), placeOf(process.cwd()), name, tag), process.env),
    );

  images
    .command('mirror')
    .description('copy what the lock names, signatures included, into the registries under mirrors of the rack file')
    .argument('[names...]', 'names of images.lock.yaml; everything that a rack fetches by default')
    .addHelpText(
      'after',
      examples([
        ['rackwright images mirror', 'only what is not there yet is copied'],
        ['rackwright images verify --mirror', 'then nothing upstream is needed any more'],
      ]),
    )
    .action((names: string[]) =>
      runToEnd(() => mirror(realWorld(process.env), placeOf(process.cwd()), names), process.env),
    );

  images
    .command('repack')
    .description(
      'build an image that nobody publishes for the machines of the racks, by repack/<name>.yaml, and verify it',
    )
    .argument('<name>', 'name of the recipe')
    .option('--push', 'put it up below images.own of the rack file, and write the lock')
    .addHelpText(
      'after',
      examples([
        ['rackwright images repack whoami', 'builds and verifies; nothing leaves this machine'],
        ['rackwright images repack whoami --push', 'then npm start, and the review'],
      ]),
    )
    .action((name: string, options: RepackOptions) =>
      runToEnd(() => repack(realWorld(process.env), placeOf(process.cwd()), name, options), process.env),
    );
}

const accounts = `
Accounts are those that docker, podman, skopeo or crane logged in with. A registry is asked over TLS, except on 127.0.0.1.`;

function examples(lines: readonly (readonly [command: string, says: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length)) + 4;
  return `\nExamples:\n${lines.map(([command, says]) => `  ${command.padEnd(width)}${says}`).join('\n')}`;
}
