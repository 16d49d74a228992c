import { dataIn } from '../../manifest/documents';
import { fieldOf, isRecord, recordOf, recordsOf, textOf } from '../../manifest/field-path';
import { suggestion } from '../nearest';
import type { RackObject, RackView } from '../rack-view';
import type { Rule, RuleHit } from '../rule';
import { kubeStateMetrics, litellmKeys } from './recorded';

type Fields = Record<string, unknown>;

const read = new WeakMap<RackObject, Map<string, Fields>>();

/** Files of a ConfigMap that hold certain words, parsed once: parsing costs more than all that rules do with them. */
function parsed(view: RackView, words: readonly string[]): { object: string; path: string; content: Fields }[] {
  return view.configMaps.flatMap((configMap) =>
    Object.entries(recordOf(configMap.manifest.data)).flatMap(([file, text]) => {
      if (typeof text !== 'string' || !/\.ya?ml$/.test(file) || !words.every((word) => text.includes(word))) return [];
      const known = read.get(configMap) ?? new Map<string, Fields>();
      read.set(configMap, known);
      const content = known.get(file) ?? contentOf(text);
      known.set(file, content);
      return [{ object: configMap.id, path: fieldOf('data', file), content }];
    }),
  );
}

/** What is no YAML is told by another rule. */
function contentOf(text: string): Fields {
  try {
    return recordOf(dataIn(text));
  } catch {
    return {};
  }
}

export const litellmKnown: Rule = {
  id: 'words/litellm',
  level: 'error',
  why: 'LiteLLM ignores a key that it does not know: the setting has no effect, without an error.',
  fixHint: 'write the key as the source of LiteLLM has it; for a new version, record its list anew',
  exceptable: true,
  check: (view) =>
    parsed(view, ['litellm_settings:']).flatMap(({ object, path, content }) => {
      const { model_list: models, ...rest } = content;
      const sections: [name: string, keys: Fields][] = [
        ...Object.entries(rest).map(([name, keys]): [string, Fields] => [name, recordOf(keys)]),
        ['cache_params', recordOf(recordOf(rest['litellm_settings'])['cache_params'])],
        ...recordsOf(models).map((model): [string, Fields] => ['litellm_params', recordOf(model['litellm_params'])]),
      ];
      const entries = recordsOf(models).flatMap((model) =>
        Object.keys(model)
          .filter((key) => !ofModel.includes(key))
          .map((key) => ({
            object,
            path,
            message: `LiteLLM reads no model_list[].${key}`,
            fix: suggestion(key, ofModel),
          })),
      );
      return [
        ...entries,
        ...sections.flatMap(([section, keys]) => {
          const known = litellmKeys()[section];
          if (!known) {
            const fix = suggestion(section, ['model_list', ...Object.keys(litellmKeys())]);
            return [{ object, path, message: `LiteLLM reads no section ${section}`, fix }];
          }
          return Object.keys(keys)
            .filter((key) => !known.includes(key))
            .map((key) => ({
              object,
              path,
              message: `LiteLLM reads no ${section}.${key}`,
              fix: suggestion(key, known),
            }));
        }),
      ];
    }),
};

/** Fields of an element of `model_list`: LiteLLM's class Deployment. */
const ofModel = ['model_name', 'litellm_params', 'model_info'];

export const modelExists: Rule = {
  id: 'told/model',
  level: 'error',
  why: 'A model that the gateway does not have answers 404 to every request that falls back to it, or is sent to it.',
  fixHint: 'name a model of model_list',
  exceptable: true,
  check: (view) =>
    parsed(view, ['model_list:', 'litellm_settings:']).flatMap(({ object, path, content }) => {
      const models = recordsOf(content['model_list']).flatMap((each) => textOf(each['model_name']) ?? []);
      const lists = recordsOf(recordOf(content['router_settings'])['fallbacks']).flatMap((each) =>
        Object.entries(each),
      );
      const named = lists.flatMap(([from, to]) => [from, ...(Array.isArray(to) ? to.map(String) : [])]);
      return [...new Set(named)]
        .filter((name) => !models.includes(name))
        .map((name) => ({
          object,
          path,
          message: `falls back from or to ${name}, which is no model`,
          fix: suggestion(name, models),
        }));
    }),
};

export const receiverExists: Rule = {
  id: 'words/alertmanager',
  level: 'error',
  why: 'Alertmanager refuses a configuration whose route names a receiver that it does not have, and keeps the old one.',
  fixHint: 'name a receiver of the list',
  exceptable: true,
  check: (view) =>
    parsed(view, ['route:', 'receivers:']).flatMap(({ object, path, content }) => {
      const names = recordsOf(content['receivers']).flatMap(({ name }) => textOf(name) ?? []);
      return [...new Set(receiversOf(recordOf(content['route'])))]
        .filter((name) => !names.includes(name))
        .map((name) => ({
          object,
          path,
          message: `routes alerts to receiver ${name}, which is not there`,
          fix: suggestion(name, names),
        }));
    }),
};

function receiversOf(route: Fields): string[] {
  return [...[textOf(route['receiver']) ?? []].flat(), ...recordsOf(route['routes']).flatMap(receiversOf)];
}

export const pipelineParts: Rule = {
  id: 'words/collector',
  level: 'error',
  why: 'The OpenTelemetry Collector ends at a pipeline that names a part which is not configured.',
  fixHint: 'configure the part, or name one that is',
  exceptable: true,
  check: (view) =>
    parsed(view, ['pipelines:', 'receivers:']).flatMap(({ object, path, content }): RuleHit[] => {
      const service = recordOf(content['service']);
      const used = Object.values(recordOf(service['pipelines'])).flatMap((pipeline) =>
        (['receivers', 'processors', 'exporters'] as const).map((list): [string, unknown] => [
          list,
          recordOf(pipeline)[list],
        ]),
      );
      return [...used, ['extensions', service['extensions']] as const].flatMap(([list, names]) => {
        const configured = Object.keys({ ...recordOf(content[list]), ...recordOf(content['connectors']) });
        return (Array.isArray(names) ? names.map(String) : [])
          .filter((name) => !configured.includes(name))
          .map((name) => ({
            object,
            path,
            message: `uses ${name} of ${list}, which is not configured`,
            fix: suggestion(name, configured),
          }));
      });
    }),
};

export const metricRecorded: Rule = {
  id: 'words/metric',
  level: 'error',
  why: 'An alert over a metric that no target exposes never fires, and looks like a rack without a fault.',
  fixHint: 'name a metric of imports/metrics/',
  exceptable: true,
  check: (view) => {
    const allowed = allowedByList(view);
    const scraped = view.scrapes.flatMap(({ series }) => Object.keys(isRecord(series) ? series : {}));
    return view.configMaps.flatMap((configMap) =>
      Object.entries(recordOf(configMap.manifest.data)).flatMap(([file, text]): RuleHit[] => {
        if (typeof text !== 'string' || !/\.ya?ml$/.test(file) || !text.includes('alert: ')) return [];
        const known = knownMetrics(text, [...scraped, ...allowed]);
        const unknown = [...text.matchAll(/\b([a-z][a-z0-9_:]*[_:][a-z0-9_:]+)\{/g)].map(([, name = '']) => name);
        return [...new Set(unknown)]
          .filter((name) => !known.has(name))
          .map((name) => ({
            object: configMap.id,
            path: fieldOf('data', file),
            message: `asks for ${name}, which no exporter is recorded to expose`,
            fix: suggestion(name, known),
          }));
      }),
    );
  },
};

let recorded: ReadonlySet<string> | undefined;

function knownMetrics(rules: string, scraped: readonly string[]): ReadonlySet<string> {
  recorded ??= new Set(
    Object.values(require('../../../imports/metrics/series.json') as Record<string, Record<string, number>>).flatMap(
      (names) => Object.keys(names),
    ),
  );
  const made = [...rules.matchAll(/^\s*-? ?record: "?([\w:]+)/gm)].map(([, name = '']) => name);
  return new Set([...recorded, ...scraped, ...made]);
}

const allowlist = '--metric-allowlist=';

/**
 * What kube-state-metrics lets out, where its documentation has it too: some series are there only while there is such a
 * Job or container, and no recording met them.
 */
function allowedByList({ workloads }: RackView): string[] {
  const args = workloads.flatMap(({ containers }) =>
    containers.flatMap(({ container }) => listOf(recordOf(container)['args'])),
  );
  const patterns = args
    .filter((arg) => arg.startsWith(allowlist))
    .flatMap((arg) => arg.slice(allowlist.length).split(',').flatMap(patternOf));
  // Where it is off its metrics are there for nobody, which is no misspelt word.
  if (patterns.length === 0) return [...kubeStateMetrics()];
  return kubeStateMetrics().filter((name) => patterns.some((pattern) => pattern.test(name)));
}

/** None for one that is no regular expression: the program itself refuses it. */
function patternOf(text: string): RegExp[] {
  try {
    return [new RegExp(text)];
  } catch {
    return [];
  }
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
