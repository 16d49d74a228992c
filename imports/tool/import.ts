import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Family, KindEntry } from '../family';
import { crdFamily, parseCrds } from './crds';
import { ImportError } from './import-error';
import { kubernetesFamily } from './kubernetes';
import { take, type Taken } from './modules';
import { parsePins, settleChecksum, sourcesOf, type PinFile } from './pins';
import { printJson } from './print-json';
import { typingsOf } from './typings';

const here = join(process.cwd(), 'imports');

function takeAll(pinFile: PinFile): Map<string, Taken[]> {
  const taken = new Map<string, Taken[]>();
  for (const { place, source } of sourcesOf(pinFile.pins)) {
    const family = place.length === 1 ? 'k8s' : String(place[1]);
    const got = take(source);
    settleChecksum(pinFile, place, source, got.sha256);
    taken.set(family, [...(taken.get(family) ?? []), got]);
    console.error(`${source.module}@${source.version}: ${got.files.size} files`);
  }
  return taken;
}

function familyOf(name: string, taken: Taken[]): Family {
  const files = taken.flatMap((part) => [...part.files]);
  if (name !== 'k8s') return crdFamily(parseCrds(files.map(([, bytes]) => bytes)));
  const [swagger, go] = ['swagger.json', '.go'].map((end) => files.find(([path]) => path.endsWith(end))?.[1]);
  return kubernetesFamily(swagger?.toString('utf8') ?? '', go?.toString('utf8') ?? '');
}

function main(): void {
  const pinFile = parsePins(readFileSync(join(here, 'pins.yaml'), 'utf8'));
  mkdirSync(join(here, 'schemas'), { recursive: true });
  const index: Record<string, KindEntry[]> = {};
  for (const [name, taken] of takeAll(pinFile)) {
    const family = familyOf(name, taken);
    index[name] = family.kinds;
    writeFileSync(join(here, 'schemas', `${name}.json`), printJson(family));
    writeFileSync(join(here, `${name}.d.ts`), typingsOf(family));
    console.error(`${name}: ${family.kinds.length} kinds, ${Object.keys(family.definitions).length} definitions`);
  }
  writeFileSync(join(here, 'schemas', 'index.json'), printJson(index));
  writeFileSync(join(here, 'pins.yaml'), pinFile.document.toString({ lineWidth: 120 }));
}

try {
  main();
} catch (error) {
  if (!(error instanceof ImportError)) throw error;
  console.error(`${error.message}\n  ${error.fix}`);
  process.exitCode = 2;
}
