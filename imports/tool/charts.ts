import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { type ChartFootprint, valuesHash } from '../footprint';
import { closedSchema } from './chart-schema';
import { renderChart } from './helm';
import type { Taken } from './modules';
import type { ChartPin } from './pins';
import { printJson } from './print-json';
import { recordOf, type RenderedObject } from './rendered';
import { summarise } from './summarise';

/** Charts: the closed schema of their values, and what they bring with the values that racks give them. */

/** The closed schema as a file, when the chart publishes one. */
export function chartSchemaFile({ chart = '', schema }: ChartPin, { files }: Taken): string | undefined {
  const source = schema === undefined ? undefined : files.get(`${chart}/${schema}`);
  return source && printJson(closedSchema(JSON.parse(source.toString('utf8')) as Record<string, unknown>));
}

/** Renders a chart once per set of values; a release manifest is read as it is. */
export function footprintsOf(
  name: string,
  pin: ChartPin,
  taken: Taken,
  allValues: readonly unknown[],
  render: { helm: () => string; kubernetesVersion: string },
): ChartFootprint[] {
  const { chart, version, release, namespace } = pin;
  const about = { chart: name, version, namespace };
  if (chart === undefined) {
    const objects = [...taken.files.values()].flatMap((bytes) => objectsOf(bytes.toString('utf8')));
    return [summarise({ ...about, valuesHash: 'upstream' }, objects)];
  }
  const files = new Map([...taken.files].map(([path, bytes]) => [path.slice(chart.length + 1), bytes]));
  const source = { files, release, namespace, version, kubernetesVersion: render.kubernetesVersion };
  return allValues.map((values) =>
    summarise({ ...about, valuesHash: valuesHash(values) }, renderChart(render.helm(), source, values)),
  );
}

function objectsOf(text: string): RenderedObject[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS() as RenderedObject | null)
    .filter((object): object is RenderedObject => object !== null);
}

/** Values that the HelmReleases under `dist/` give a release, each set once. Without any, the chart's own. */
export function valuesInDist(root: string, { namespace, release }: ChartPin): unknown[] {
  const sets = new Map<string, unknown>();
  for (const file of helmReleases(join(root, 'dist'), namespace, release)) {
    const values = recordOf((parse(readFileSync(file, 'utf8')) as RenderedObject).spec).values ?? {};
    sets.set(valuesHash(values), values);
  }
  return sets.size === 0 ? [{}] : [...sets.values()];
}

function helmReleases(dist: string, namespace: string, release: string): string[] {
  if (!existsSync(dist)) return [];
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(join(namespace, `HelmRelease.${release}.yaml`)))
    .sort()
    .map((path) => join(dist, path));
}
