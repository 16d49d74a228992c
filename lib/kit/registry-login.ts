import type { Construct } from 'constructs';
import type { SecretValue } from '../facts/secret-declaration';
import { SecretKeys } from './secrets';

/** Type and only key of a Secret that the kubelet pulls images with. */
export const dockerConfig = { type: 'kubernetes.io/dockerconfigjson', key: '.dockerconfigjson' } as const;

/** What a person is asked for, in words that print it. */
export function dockerConfigValue(id: string, registry = '<registry>'): SecretValue {
  const create = `kubectl create secret docker-registry x --docker-server=${registry} --docker-username=… --docker-password=…`;
  const print = `${create} --dry-run=client -o jsonpath='{.data.\\.dockerconfigjson}' | base64 -d`;
  return { make: 'ask', form: 'docker-config', hint: `${id}: the login to ${registry} as one line of JSON (${print})` };
}

/** The login to a private registry: `rackwright secrets create` asks for it and seals it. For `imagePullSecrets`. */
export function registryLogin(
  scope: Construct,
  { namespace, name, registry }: { namespace: string; name: string; registry: string },
): SecretKeys {
  const { type, key } = dockerConfig;
  const keys = { [key]: dockerConfigValue(`${namespace}/${name}`, registry) };
  return new SecretKeys(scope, `registry-login-${name}`, { namespace, name, type, keys });
}
