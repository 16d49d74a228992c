import { signInSettings } from './grafana.sign-in';

/**
 * Names that Grafana's page about generic OAuth gives to `[auth.generic_oauth]`
 * (docs/sources/setup-grafana/configure-access/configure-authentication/generic-oauth at commit 06fccec). Grafana passes over
 * any other without a word.
 */
const known = [
  ...['enabled', 'name', 'client_id', 'client_secret', 'auth_url', 'token_url', 'api_url', 'scopes', 'allow_sign_up'],
  ...['auto_login', 'login_attribute_path', 'name_attribute_path', 'email_attribute_name', 'email_attribute_path'],
  ...['role_attribute_path', 'role_attribute_strict', 'skip_org_role_sync', 'org_attribute_path', 'org_mapping'],
  ...['allow_assign_grafana_admin', 'groups_attribute_path', 'allowed_groups', 'allowed_organizations'],
  ...['allowed_domains', 'team_ids', 'team_ids_attribute_path', 'teams_url', 'tls_skip_verify_insecure'],
  ...['tls_client_cert', 'tls_client_key', 'tls_client_ca', 'use_pkce', 'use_refresh_token', 'signout_redirect_url'],
];

const issuer = 'https://id.example.org';
const signIn = {
  ...{ issuer, client: 'rack', scopes: 'openid email profile groups' },
  ...{ authorize: `${issuer}/auth`, token: `${issuer}/token`, userinfo: `${issuer}/me` },
};

const cases = [
  { said: 'nothing of groups', groups: {} },
  { said: 'who may come in', groups: { people: 'family' } },
  { said: 'who administers', groups: { admins: 'rack-admins' } },
  { said: 'both', groups: { people: 'family', admins: 'rack-admins' } },
];

test.each(cases)('Grafana knows every setting where the rack file says $said', ({ groups }) => {
  const names = Object.keys(signInSettings({ ...signIn, ...groups }));
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
  // It refuses the one without the other.
  if (names.includes('allowed_groups')) expect(names).toContain('groups_attribute_path');
});

test('nobody becomes an administrator of the server, or by a group that the rack file does not name', () => {
  for (const { groups } of cases)
    expect(signInSettings({ ...signIn, ...groups })).not.toHaveProperty('allow_assign_grafana_admin');
  expect(signInSettings({ ...signIn, people: 'family' })['role_attribute_path']).toBe("'Viewer'");
});
