import type { EnvValue } from '../../kit/container';
import type { SecretKeyRef } from '../../kit/secrets';
import { type SignInWithHosts, groupsClaim } from '../../kit/sign-in';

/** Open WebUI's variables for an OpenID Connect issuer. Who is in no group that it tells of waits for the administrator. */
export function signInEnv(signIn: SignInWithHosts, secret: SecretKeyRef, address: string): Record<string, EnvValue> {
  const { issuer, client, scopes, people, admins } = signIn;
  return {
    ENABLE_OAUTH_SIGNUP: 'True',
    OAUTH_PROVIDER_NAME: new URL(issuer).hostname,
    OPENID_PROVIDER_URL: `${issuer}/.well-known/openid-configuration`,
    OPENID_REDIRECT_URI: `${address}/oauth/oidc/callback`,
    OAUTH_CLIENT_ID: client,
    OAUTH_CLIENT_SECRET: secret,
    OAUTH_SCOPES: scopes,
    // Some issuers insist; the others pass over it.
    OAUTH_CODE_CHALLENGE_METHOD: 'S256',
    // An account of the same address that was made by hand is somebody's: the issuer may not hand it to another.
    OAUTH_MERGE_ACCOUNTS_BY_EMAIL: 'False',
    ...((people !== undefined || admins !== undefined) && {
      ENABLE_OAUTH_ROLE_MANAGEMENT: 'True',
      OAUTH_ROLES_CLAIM: groupsClaim,
      OAUTH_ALLOWED_ROLES: people ?? '*',
      // Unset, a group called admin would do.
      OAUTH_ADMIN_ROLES: admins ?? '',
    }),
  };
}
