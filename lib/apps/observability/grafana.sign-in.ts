import { groupsClaim, type SignInWithEndpoints } from '../../kit/sign-in';

/** Grafana's `[auth.generic_oauth]`; who is in no group of administrators may look and not change. */
export function signInSettings(signIn: SignInWithEndpoints): Record<string, string> {
  const { issuer, client, scopes, authorize, token, userinfo, people, admins } = signIn;
  return {
    enabled: 'true',
    name: new URL(issuer).hostname,
    client_id: client,
    scopes,
    auth_url: authorize,
    token_url: token,
    api_url: userinfo,
    use_pkce: 'true',
    allow_sign_up: 'true',
    login_attribute_path: 'preferred_username',
    groups_attribute_path: groupsClaim,
    // As JSON, since Grafana takes every space of a bare list for the beginning of another group.
    ...(people !== undefined && {
      allowed_groups: JSON.stringify([people, ...(admins === undefined ? [] : [admins])]),
    }),
    role_attribute_path:
      admins === undefined ? "'Viewer'" : `contains(${groupsClaim}[*], '${admins}') && 'Admin' || 'Viewer'`,
  };
}
