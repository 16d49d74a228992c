import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Name and password for a registry, base64 of `name:password` as HTTP's Basic scheme wants it. */
export type Credentials = (registry: string) => string | undefined;

/**
 * Accounts that `docker login`, `podman login`, `skopeo login` or `crane auth login` wrote down. What they keep in a store of
 * the system (`credHelpers`) is not read.
 */
export function storedCredentials(env: NodeJS.ProcessEnv): Credentials {
  const files = [
    env['REGISTRY_AUTH_FILE'],
    env['DOCKER_CONFIG'] && join(env['DOCKER_CONFIG'], 'config.json'),
    env['XDG_RUNTIME_DIR'] && join(env['XDG_RUNTIME_DIR'], 'containers/auth.json'),
    env['HOME'] && join(env['HOME'], '.docker/config.json'),
  ];
  const accounts = files.map((file) => (file !== undefined && file !== '' && existsSync(file) ? accountsIn(file) : {}));
  return (registry) => {
    for (const each of accounts) {
      for (const name of registry === 'docker.io' ? dockerHub : [registry, `https://${registry}`]) {
        const auth = each[name]?.auth;
        if (auth) return auth;
      }
    }
    return undefined;
  };
}

/** `docker login` without a name of a registry writes the first. */
const dockerHub = ['https://index.docker.io/v1/', 'docker.io', 'index.docker.io'];

function accountsIn(file: string): Record<string, { auth?: string } | undefined> {
  try {
    const { auths } = JSON.parse(readFileSync(file, 'utf8')) as { auths?: Record<string, { auth?: string }> };
    return auths ?? {};
  } catch {
    return {}; // another program's file: its own commands say what is wrong with it
  }
}
