import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Family } from '../family';
import type { ChartFootprint } from '../footprint';
import { changesOf, printChanges } from './changes';
import { chartSchemaFile, footprintsOf, valuesInDist } from './charts';
import { staleFiles, vendoredOf } from './check';
import { crdFile, derivedFiles, familyOf } from './families';
import { helmProgram } from './helm';
import { ImportError } from './import-error';
import { take, type Taken } from './modules';
import { parsePins, type PinFile, settleChecksum, sourcesOf } from './pins';
import { printJson } from './print-json';

const usage = `Usage: npm run import -- [--check | --charts | --no-charts]

  (nothing)      fetch what imports/pins.yaml names, and rewrite imports/
  --charts       only render the charts again, with the values that dist/ has now (needs Go)
  --no-charts    leave the summaries of charts as they are (helm is built for them, once)
  --check        prove offline that typings and index are what the committed schemas make; exit code 1 if not`;

const root = process.cwd();
const here = join(root, 'imports');
const talk = (line: string) => console.error(line);

function read(path: string): string | undefined {
  return existsSync(join(here, path)) ? readFileSync(join(here, path), 'utf8') : undefined;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(here, path)), { recursive: true });
  if (read(path) !== text) writeFileSync(join(here, path), text);
}

/** As committed, so that two imports in a row still tell the whole change. */
function committed(path: string): string | undefined {
  try {
    const output = execFileSync('git', ['show', `HEAD:imports/${path}`], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    });
    return output.toString('utf8');
  } catch {
    return undefined; // not committed yet, or no git here
  }
}

function takeAll(pinFile: PinFile, isWanted: (place: string) => boolean = () => true): Map<string, Taken[]> {
  const taken = new Map<string, Taken[]>();
  for (const { place, source } of sourcesOf(pinFile.pins)) {
    if (!isWanted(String(place[0]))) continue;
    const name =
      place[0] === 'kubernetes' ? 'k8s' : place[0] === 'charts' ? `charts/${String(place[1])}` : String(place[1]);
    const got = take(source);
    settleChecksum(pinFile, place, source, got.sha256);
    taken.set(name, [...(taken.get(name) ?? []), got]);
    talk(`${source.module}@${source.version}: ${got.files.size} files`);
  }
  return taken;
}

function importFamilies(taken: ReadonlyMap<string, Taken[]>, versions: string[]): void {
  const families = new Map<string, Family>();
  const changes = [...taken]
    .filter(([name]) => !name.startsWith('charts/'))
    .map(([name, parts]) => {
      const family = familyOf(name, parts);
      families.set(name, family);
      const before = committed(`schemas/${name}.json`);
      write(`schemas/${name}.json`, printJson(family));
      return changesOf(name, before === undefined ? undefined : (JSON.parse(before) as Family), family);
    });
  for (const [path, text] of derivedFiles(families)) write(path, text);
  write('crds/gateway-api.json', crdFile(taken.get('gateway-api') ?? []));
  const said = printChanges(versions, changes);
  console.log(said);
  if (changes.some(({ gone, came }) => gone.length + came.length > 0) || read('CHANGES.md') === undefined)
    write('CHANGES.md', said);
}

function importCharts({ pins }: PinFile, taken: ReadonlyMap<string, Taken[]>): void {
  const footprints: ChartFootprint[] = [];
  for (const [name, pin] of Object.entries(pins.charts)) {
    const [got] = taken.get(`charts/${name}`) ?? [];
    if (!got) continue;
    const schema = chartSchemaFile(pin, got);
    if (schema !== undefined) write(`charts/${name}.schema.json`, schema);
    const render = { helm: () => helmProgram(root, talk), kubernetesVersion: pins.kubernetes.version.slice(1) };
    footprints.push(...footprintsOf(name, pin, got, valuesInDist(root, pin), render));
  }
  write('charts/footprints.json', printJson(footprints));
}

function check({ pins }: PinFile): number {
  const names = readdirSync(join(here, 'schemas')).filter((file) => file !== 'index.json' && file !== 'cel.json');
  const order = ['k8s', ...Object.keys(pins.families)];
  const families = new Map(
    names
      .map((file) => file.replace('.json', ''))
      .sort((a, b) => order.indexOf(a) - order.indexOf(b))
      .map((name) => [name, JSON.parse(read(`schemas/${name}.json`) ?? '{}') as Family]),
  );
  const faults = staleFiles(families, JSON.parse(read('vendored.json') ?? '[]'), pins, read);
  for (const fault of faults) console.log(fault);
  if (faults.length > 0) talk('Run `npm run import` and commit what it writes.');
  return faults.length === 0 ? 0 : 1;
}

function main(args: readonly string[]): number {
  const unknown = args.filter((arg) => !['--check', '--charts', '--no-charts'].includes(arg));
  if (unknown.length > 0) {
    talk(`${usage}\n\nunknown: ${unknown.join(' ')}`);
    return 2;
  }
  const pinFile = parsePins(read('pins.yaml') ?? '');
  if (args.includes('--check')) return check(pinFile);
  if (args.includes('--charts')) {
    importCharts(pinFile, takeAll(pinFile, (place) => place === 'charts'));
    return 0;
  }
  const taken = takeAll(pinFile);
  importFamilies(
    taken,
    sourcesOf(pinFile.pins).map(({ source }) => `${source.module} ${source.version}`),
  );
  if (!args.includes('--no-charts')) importCharts(pinFile, taken);
  write('pins.yaml', pinFile.document.toString({ lineWidth: 120 }));
  write('vendored.json', printJson(vendoredOf(parsePins(read('pins.yaml') ?? '').pins)));
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ImportError)) throw error;
  talk(`${error.message}\n  ${error.fix}`);
  process.exitCode = 2;
}
