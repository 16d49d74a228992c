import { recordOf } from '../../lib/manifest/field-path';
import type { Manifest } from '../../lib/manifest/manifest';
import { type Family, type Place, misspelt } from './slip';

/** A change of every line of one file of a ConfigMap that has a pattern. */
function inFile(
  name: string,
  configMap: RegExp,
  key: RegExp,
  pattern: RegExp,
  change: (found: RegExpExecArray) => string,
): Family {
  return {
    name,
    slips: (manifest: Manifest) =>
      manifest.kind !== 'ConfigMap' || !configMap.test(manifest.metadata.name)
        ? []
        : Object.entries(recordOf(manifest.data)).flatMap(([file, text]): Place[] => {
            if (!key.test(file) || typeof text !== 'string') return [];
            const lines = text.split('\n');
            return lines.flatMap((line, i): Place[] => {
              const found = pattern.exec(line);
              if (!found) return [];
              const after = line.slice(0, found.index) + change(found) + line.slice(found.index + found[0].length);
              return [[`data["${file}"]`, lines.toSpliced(i, 1, after).join('\n')]];
            });
          }),
  };
}

/** What people get wrong in the configuration of programs. */
export const configFamilies: readonly Family[] = [
  inFile('a directive of Redis is misspelt', /^redis$/, /redis\.conf$/, /^([a-z-]{5,})(?= )/, ([word = '']) =>
    misspelt(word),
  ),
  inFile(
    'a directive of Sentinel is misspelt',
    /^redis$/,
    /sentinel\.conf$/,
    /^(?:sentinel )?([a-z-]{5,})(?= )/,
    ([all, word = '']) => all.replace(word, misspelt(word)),
  ),
  inFile(
    'a user of Redis is misspelt',
    /^redis$/,
    /start-redis/,
    /^(user )([a-z-]{5,})/,
    ([, a = '', word = '']) => a + misspelt(word),
  ),
  inFile(
    'a bucket is misspelt',
    /^(minio-setup|tempo)$/,
    /./,
    /(bucket: |ignore-existing rack\/)([a-z-]{3,})/,
    ([, a = '', word = '']) => a + misspelt(word),
  ),
  inFile('a key of LiteLLM is misspelt', /^litellm$/, /config/, /([a-z_]{6,})(?=: \S)/, ([word = '']) =>
    misspelt(word),
  ),
  inFile(
    'a part of the collector is misspelt',
    /^otel-collector$/,
    /collector/,
    /(- )((?:otlp|memory|tail|batch|health)[a-z_]*)$/,
    ([, a = '', word = '']) => a + misspelt(word),
  ),
  inFile(
    'a receiver of alerts is misspelt',
    /^alertmanager$/,
    /alertmanager/,
    /(receiver: )([a-z-]{4,})/,
    ([, a = '', word = '']) => a + misspelt(word),
  ),
  inFile(
    'a metric in an alert is misspelt',
    /^prometheus$/,
    /rules|alerts/,
    /\b((?:node|kube|cnpg|redis|minio|probe|thermal|container|kubelet)_[a-z_]{6,})/,
    ([word = '']) => misspelt(word),
  ),
  inFile('a variable of a script is misspelt', /./, /\.sh$/, /\$\{?([a-z_]{5,})\b/, ([all, word = '']) =>
    all.replace(word, misspelt(word)),
  ),
  inFile(
    'a path in a file is misspelt',
    /./,
    /\.(sh|ya?ml|py|ini|conf)$/,
    /(\/(?:etc|run|var|data)\/[\w./-]+\w)/,
    ([word = '']) => misspelt(word),
  ),
  inFile('YAML is broken', /./, /\.ya?ml$/, /^( *[a-z_]+):( |$)/, ([, word = '']) => `${word} `),
];
