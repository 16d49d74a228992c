import type { Construct } from 'constructs';
import { SecretKeys, type SecretValue } from '../../kit/secrets';
import { gitCredentials } from '../../kit/git-credentials';
import type { GitRepository } from '../../rack-file/rack';

const { namespace, name, publicKey } = gitCredentials;

/**
 * What Flux shows the repository's server: a deploy key for ssh://, a user and a token for https:// that asks for them.
 * Undefined for a repository that everybody may read.
 */
export function gitSecret(scope: Construct, git: GitRepository): SecretKeys | undefined {
  const keys = git.url.startsWith('ssh:') ? deployKey(git.url) : git.private ? token(git.url) : undefined;
  return (
    keys && new SecretKeys(scope, 'repository', { namespace, name, keys, ...('identity' in keys && { cautions }) })
  );
}

/** Keys as source-controller reads them. */
function deployKey(url: string): Record<string, SecretValue> {
  const { hostname, port } = new URL(url);
  const scan = `ssh-keyscan -t ed25519 ${port === '' ? '' : `-p ${port} `}${hostname}`;
  return {
    identity: { make: 'private-key', algorithm: 'ed25519' },
    [publicKey]: { make: 'public-key', of: 'identity', format: 'ssh' },
    known_hosts: {
      make: 'ask',
      hint: `the line that \`${scan}\` prints, after its fingerprint was compared with the one that the server's owner publishes`,
    },
  };
}

function token(url: string): Record<string, SecretValue> {
  const { host } = new URL(url);
  return {
    username: { make: 'ask', hint: `user of the token at ${host}; git, where the server takes any` },
    password: { make: 'ask', hint: `token that may read ${url} and nothing else` },
  };
}

const again =
  'hand it to the cluster at once: npx rackwright secrets bootstrap --manifest; Flux reads nothing until then';
const cautions = {
  identity: `give the server the new public half first (npx rackwright secrets bootstrap --deploy-key), then ${again}`,
};
