import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ConfigMap, Container, PodSpec } from '../imports/k8s';
import { objectId } from '../lib/manifest/manifest';
import { loadReference } from '../lib/testing/reference-rack';
import { composeSample, sampleApps } from '../lib/testing/sample-rack';
import { tracesApp } from './judges/models/traces';

/** What record.py found in the source of the pinned versions. */
interface Known {
  environment: string[];
  config?: Record<string, string[]>;
}

const known: Record<string, Known> = {
  litellm: read('litellm'),
  'open-webui': read('open-webui'),
  // Of the table of arguments in tools/server/README.md of llama.cpp, those that are set here.
  'llama.cpp': { environment: ['LLAMA_ARG_LOAD_MODE', 'LLAMA_ARG_REASONING'] },
};
/** Read by the C library and by every language's own. */
const ofTheSystem = ['HOME'];

const { rendered } = composeSample(loadReference([tracesApp]), [...sampleApps, tracesApp]);
const templates = rendered.filter(
  ({ manifest: { kind, metadata } }) =>
    ['Deployment', 'StatefulSet', 'Job'].includes(kind) && metadata.namespace === 'ml',
);
const containers = templates.flatMap(({ manifest: { metadata, spec } }) => {
  const pod = (spec as { template: { spec: PodSpec } }).template.spec;
  return [...(pod.initContainers ?? []), ...pod.containers].map((container) => ({
    title: `${metadata.name}.${container.name}`,
    container,
    scripts: scriptsOf(pod),
  }));
});

test.each(containers)('the program of $title knows every variable', ({ container, scripts }) => {
  expect(unknownVariables(container, scripts)).toEqual([]);
});

test('a misspelt variable is found', () => {
  const found = containers.find(({ title }) => title === 'open-webui.open-webui')!;
  const env = [...found.container.env!, { name: 'RAG_EMBEDING_MODEL', value: 'x' }];
  expect(unknownVariables({ ...found.container, env }, found.scripts)).toEqual(['RAG_EMBEDING_MODEL']);
});

describe('LiteLLM, which ignores what it does not know,', () => {
  const config = configOf('litellm');

  test('knows every key of its configuration', () => {
    expect(unknownKeys(config)).toEqual([]);
  });

  test.each([
    ['litellm_settings', 'request_timout'],
    ['cache_params', 'sentinel_nodez'],
    ['router_settings', 'num_retrys'],
    ['general_settings', 'databaseurl'],
    ['litellm_params', 'api_bse'],
  ])('would not know %s.%s', (section, slip) => {
    const spoilt = structuredClone(config);
    sectionsOf(spoilt)[section]![slip] = 1;
    expect(unknownKeys(spoilt)).toEqual([`${section}.${slip}`]);
  });
});

/** Known to the program, or used by the lines and scripts that start it, or by another variable. */
function unknownVariables({ image, env = [], command = [], args = [] }: Container, scripts: string): string[] {
  const program = Object.keys(known).find((name) => image!.includes(`/${name}:`));
  const names = new Set([...(program ? known[program]!.environment : []), ...ofTheSystem]);
  const texts = [scripts, ...command, ...args, ...env.map(({ value }) => value ?? '')].join('\n');
  return env
    .map(({ name }) => name)
    .filter((name) => !names.has(name) && !new RegExp(`\\$[({]?${name}\\b`).test(texts));
}

function scriptsOf({ volumes = [] }: PodSpec): string {
  const names = volumes.flatMap((volume) => volume.configMap?.name ?? []);
  return names.flatMap((name) => Object.values(configMap(name).data ?? {})).join('\n');
}

function configMap(name: string): ConfigMap {
  const found = rendered.find(({ manifest }) => objectId(manifest) === `ml/ConfigMap/${name}`)!;
  return found.manifest as unknown as ConfigMap;
}

type Section = Record<string, unknown>;

function configOf(name: string): Section {
  return parse(configMap(name).data!['config.yaml']!) as Section;
}

function sectionsOf(config: Section): Record<string, Section> {
  const { model_list: models, ...rest } = config as Record<string, Section> & { model_list: Section[] };
  const cache = rest['litellm_settings']!['cache_params'] as Section;
  const params = models.map(({ litellm_params: each }) => each as Section);
  return { ...rest, cache_params: cache, litellm_params: params.length > 1 ? merged(params) : params[0]! };
}

/** One view of all models, whose first takes what is written to it. */
function merged(params: Section[]): Section {
  for (const more of params.slice(1)) for (const key of Object.keys(more)) params[0]![key] ??= more[key];
  return params[0]!;
}

function unknownKeys(config: Section): string[] {
  return Object.entries(sectionsOf(config)).flatMap(([section, keys]) => {
    const names = new Set(known['litellm']!.config![section]);
    return Object.keys(keys)
      .filter((key) => !names.has(key))
      .map((key) => `${section}.${key}`);
  });
}

function read(program: string): Known {
  return JSON.parse(readFileSync(join(__dirname, '..', 'imports', 'words', `${program}.json`), 'utf8')) as Known;
}
