import type { Construct } from 'constructs';
import { madeByMark } from '../facts/marks';
import type { SecretValue } from '../facts/secret-declaration';
import { dockerConfig, dockerConfigValue } from '../kit/registry-login';
import { OperatorSecret, SecretKeys } from '../kit/secrets';
import type { Manifest } from '../manifest/manifest';
import { recordOf, textOf } from '../manifest/field-path';

/** What to do about a value in the clear. */
export const leaveItEmpty =
  'leave its values empty, stringData: { key: "" }: npx rackwright secrets create asks for them and seals them';

/** Whether a Secret among plain manifests holds a value: then it stands in git, in the clear. */
export function isInTheClear(secret: Manifest): boolean {
  return [secret.data, secret.stringData]
    .flatMap((part) => Object.values(recordOf(part)))
    .some((each) => each !== '' && each !== null);
}

/**
 * A Secret without values declares its keys: `rackwright secrets create` asks for each and seals it, or somebody makes it in
 * the cluster, as its annotation says.
 */
export function declareSecret(scope: Construct, secret: Manifest): void {
  const { name, namespace = 'default', labels, annotations } = secret.metadata;
  const keys = [secret.data, secret.stringData].flatMap((part) => Object.keys(recordOf(part)));
  const type = textOf(secret.type);
  const source = madeByMark.in(annotations);
  const id = `${namespace}-Secret-${name}`;
  if (source !== undefined) new OperatorSecret(scope, id, { namespace, name, keys, source });
  else {
    const asked = keys.map((key): [string, SecretValue] => [key, valueOf(key, `${namespace}/${name}`)]);
    new SecretKeys(scope, id, {
      namespace,
      name,
      ...(type !== undefined && { type }),
      ...(labels && { labels }),
      keys: Object.fromEntries(asked),
    });
  }
}

function valueOf(key: string, id: string): SecretValue {
  return key === dockerConfig.key ? dockerConfigValue(id) : { make: 'ask', hint: `${key} of Secret ${id}` };
}
