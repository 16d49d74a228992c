import { recordOf, recordsOf, textOf } from '../../manifest/field-path';
import type { Manifest } from '../../manifest/manifest';
import { elementName } from '../../manifest/pod-templates';
import { suggestion } from '../nearest';
import type { RackView } from '../rack-view';
import type { Rule, RuleHit } from '../rule';
import { toldTexts } from './told-texts';

export const bucketExists: Rule = {
  id: 'told/bucket',
  level: 'error',
  why: 'An object store answers NoSuchBucket to every read and write, which programs log and swallow.',
  fixHint: 'name a bucket that the set-up of the object store makes',
  exceptable: true,
  check: (view) => {
    const { made, by } = bucketsMade(view);
    if (by === undefined) return [];
    return [...toldTexts(view)].flatMap(([id, texts]) =>
      texts.flatMap(({ object, path, text }): RuleHit[] =>
        bucketsNamed(
          text,
          path,
          texts.map((each) => each.text),
        )
          .filter((name) => !made.includes(name))
          .map((name) => ({
            object,
            path,
            message: `names bucket ${name}, which ${by} does not make${object === id ? '' : ` (read by ${id})`}`,
            fix: suggestion(name, made),
          })),
      ),
    );
  },
};

/** Files but for pages of Grafana, which are long and make nothing. */
function scriptsIn({ data }: Manifest): [file: string, text: string][] {
  return Object.entries(recordOf(data)).flatMap(([file, text]): [string, string][] =>
    typeof text === 'string' && !file.endsWith('.json') ? [[file, text]] : [],
  );
}

/** Buckets of the rack's own store: its set-up makes them with `mc mb <alias>/<bucket>`. */
function bucketsMade({ configMaps }: RackView): { made: string[]; by?: string } {
  const found = configMaps.flatMap(({ id, manifest }) =>
    scriptsIn(manifest).flatMap(([, text]) =>
      [...text.matchAll(/\bmc mb (?:--?[\w-]+ )*[\w-]+\/([\w.-]+)/g)].map(([, bucket = '']) => ({
        id,
        bucket,
      })),
    ),
  );
  return { made: found.map(({ bucket }) => bucket), ...(found[0] && { by: found[0].id }) };
}

/** A variable `…BUCKET_NAME`, `bucket:` beside an endpoint of the rack, or the first folder of an address in it. */
function bucketsNamed(text: string, path: string, beside: readonly string[]): string[] {
  const inRack = (each: string) => /\bminio[\w-]*\.[\w-]+\.svc\b/.test(each);
  if (/\.env\[\w*BUCKET_NAME\]/.test(path) && beside.some(inRack)) return [text];
  if (!inRack(text)) return [];
  const keyed = [...text.matchAll(/^\s*bucket(?:_name)?:\s*"?([\w.-]+)"?\s*$/gm)].map(([, name = '']) => name);
  const addressed = [...text.matchAll(/\bminio\.[\w-]+\.svc\.cluster\.local:\d+\/([\w.-]+)\/\S/g)].map(
    ([, name = '']) => name,
  );
  return [...new Set([...keyed, ...addressed])].filter((name) => name !== 'minio');
}

export const redisUserExists: Rule = {
  id: 'told/redis-user',
  level: 'error',
  why: 'Redis refuses a user that its access list does not have, and the program goes on without its cache or its queue.',
  fixHint: 'name a user of the access list',
  exceptable: true,
  check: (view) => {
    const users = redisUsers(view);
    if (users.length === 0) return [];
    const unknown = (name: string) => !users.includes(name) && !name.startsWith('$');
    const inEnv = view.workloads.flatMap(({ id, containers }) =>
      containers.flatMap(({ container, path }) =>
        recordsOf(container.env).flatMap((variable, i): RuleHit[] => {
          const value = textOf(variable.value) ?? '';
          const named = /^REDIS_USER(?:NAME)?$/.test(String(variable.name))
            ? value
            : /^rediss?(?:\+sentinel)?:\/\/([^:@/\s]+):[^@]*@/.exec(value)?.[1];
          if (named === undefined || named === '' || !unknown(named)) return [];
          return [
            {
              object: id,
              path: `${path}.env[${elementName(variable, i)}].value`,
              message: `logs in to Redis as ${named}, whom the access list does not have`,
              fix: suggestion(named, users),
            },
          ];
        }),
      ),
    );
    return [...inEnv, ...passwordFaults(view), ...openDoors(view)];
  },
};

/** `user litellm on …`, in the access lists that scripts write. */
function redisUsers({ configMaps }: RackView): string[] {
  return configMaps.flatMap(({ manifest }) =>
    scriptsIn(manifest).flatMap(([, text]) =>
      [...text.matchAll(/^\s*user ([\w-]+) on\b/gm)].map(([, name = '']) => name),
    ),
  );
}

/** Redis keeps its user `default`, who may do everything without a password, until a list says otherwise. */
function openDoors({ configMaps }: RackView): RuleHit[] {
  return configMaps.flatMap(({ id, manifest }) =>
    scriptsIn(manifest)
      .filter(([, text]) => /^\s*user [\w-]+ on\b/m.test(text) && !/^\s*user default (?:on|off)\b/m.test(text))
      .map(([file]) => ({
        object: id,
        path: `data["${file}"]`,
        message: 'says nothing of user default, whom Redis lets in without a password, to everything',
        fix: 'begin the list with: user default off',
      })),
  );
}

/** In the script, each user has the password of its own key: `user litellm on >$(password litellm)`. */
function passwordFaults({ configMaps }: RackView): RuleHit[] {
  return configMaps.flatMap(({ id, manifest }) =>
    scriptsIn(manifest).flatMap(([file, text]) =>
      [...text.matchAll(/^\s*user ([\w-]+) on >\$\(password ([\w-]+)\)/gm)]
        .filter(([, user, key]) => user !== key)
        .map(([, user = '', key = '']) => ({
          object: id,
          path: `data["${file}"]`,
          message: `gives user ${user} the password of ${key}`,
          fix: `call the user ${key}, or read the password of ${user}`,
        })),
    ),
  );
}
