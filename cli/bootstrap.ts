import { type Command, Option } from 'commander';
import { stringify } from 'yaml';
import { bootstrapInput, valuesOf } from '../lib/bootstrap-input';
import { printProblems } from '../lib/rack-file/print-problems';
import { bootstrapSteps } from '../lib/talos/bootstrap';
import { stepsAsText } from '../lib/talos/pages';
import { upgradeSteps } from '../lib/talos/upgrade';
import { exampleOption, refusalOfExample } from './example-refusal';
import { unbuiltImages } from '../lib/unbuilt-images';
import { ownImages } from '../lib/talos/steps/own-images';
import type { RackFacts } from '../lib/facts/facts';
import { builtRack } from './build-rack';
import { oneRackFile, placeOf } from './rack-root';
import { runToEnd } from './run';

interface BootstrapOptions {
  example?: boolean;
  upgrade?: boolean;
  values?: keyof typeof early;
}

/** Releases that are installed before Flux is there. */
const early = { cilium: 'kube-system', 'flux-operator': 'flux-system' } as const;

export function register(program: Command): void {
  program
    .command('bootstrap')
    .description('print the steps from bare machines to a rack that Flux keeps, with the rack’s own addresses')
    .argument('[rack-file]', 'rack file (the only one of clusters/ when none is named)')
    .option('--upgrade', 'the steps of an upgrade instead, one node at a time')
    .option(...exampleOption)
    .addOption(
      new Option('--values <release>', 'print the values of a release that comes before Flux').choices(
        Object.keys(early),
      ),
    )
    .addHelpText(
      'after',
      `
Examples:
  npx rackwright bootstrap                       read it through before the first command
  npx rackwright bootstrap --upgrade             after the versions in the rack file have changed
  npx rackwright bootstrap --values cilium | helm template cilium oci://quay.io/cilium/charts/cilium --values -`,
    )
    .action((file: string | undefined, options: BootstrapOptions) =>
      runToEnd(() => {
        const place = placeOf(process.cwd());
        return runBootstrap(place.root, oneRackFile(place, file), options);
      }, process.env),
    );
}

/** @returns 2 when the rack file says something wrong, 1 for a rack that must not be set up yet */
export function runBootstrap(root: string, file: string, { upgrade, values, example }: BootstrapOptions): 0 | 1 | 2 {
  const { facts, problems, text } = builtRack(root, file);
  process.stderr.write(printProblems(problems, { text }));
  if (!facts) return 2;
  const refusal = example ? undefined : refusalOf(facts, upgrade ? 'machines' : 'everything');
  if (refusal !== undefined) {
    process.stderr.write(refusal);
    return 1;
  }
  const input = bootstrapInput(facts, file, { isExample: example });
  const manifests = facts.rendered.map(({ manifest }) => manifest);
  if (values) process.stdout.write(stringify(valuesOf(manifests, early[values], values)));
  else process.stdout.write(stepsAsText(upgrade ? upgradeSteps(input) : bootstrapSteps(input)));
  return 0;
}

/** A rack that points at nobody's repository, or runs an image that nobody has built. */
function refusalOf(facts: RackFacts, of: 'machines' | 'everything'): string | undefined {
  const example = refusalOfExample(facts.rack, of);
  if (example !== undefined) return example;
  const unbuilt = unbuiltImages(facts);
  if (unbuilt.length === 0) return undefined;
  const names = unbuilt.map(({ image, tag }) => `${image}:${tag}`).join(', ');
  return `${names} has no digest: it has not been built. First:\n\n${stepsAsText(ownImages(facts.rack, unbuilt))}`;
}
