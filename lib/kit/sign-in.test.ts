import type { Manifest } from '../manifest/manifest';
import { composeSample, loadSample } from '../testing/sample-rack';

const signIn = { issuer: 'https://id.example.org/realms/home', client: 'rack' };
const endpoints = {
  authorize: 'https://id.example.org/realms/home/auth',
  token: 'https://id.example.org/realms/home/token',
  userinfo: 'https://users.example.org/me',
};
const groups = { people: 'everyone', admins: 'rack-admins' };

/** The sample with both apps signing in at the same issuer. */
function composed(more: object = {}) {
  const rack = loadSample();
  const block = (name: string, own: object) => ({ ...(rack.apps[name] as object), signIn: { ...own, ...more } });
  const base = { ...signIn, scopes: 'openid email profile' };
  const apps = {
    ...rack.apps,
    grafana: block('grafana', { ...base, ...endpoints }),
    'open-webui': block('open-webui', { ...base, hosts: ['keys.example.org'] }),
  };
  return composeSample({ ...rack, apps });
}

const find = (objects: ReturnType<typeof composed>, kind: string, name: string) =>
  objects.rendered.map(({ manifest }) => manifest).find((each) => each.kind === kind && each.metadata.name === name)!;

function envOf(objects: ReturnType<typeof composed>): Record<string, unknown> {
  const { spec } = find(objects, 'StatefulSet', 'open-webui') as Manifest & {
    spec: { template: { spec: { containers: { env: { name: string; value?: string; valueFrom?: unknown }[] }[] } } };
  };
  return Object.fromEntries(
    spec.template.spec.containers[0]!.env.map(({ name, value, valueFrom }) => [name, value ?? valueFrom]),
  );
}

test('Open WebUI asks the issuer, and reaches it and its other hosts', () => {
  const objects = composed(groups);
  expect(envOf(objects)).toMatchObject({
    OPENID_PROVIDER_URL: `${signIn.issuer}/.well-known/openid-configuration`,
    OAUTH_CLIENT_ID: 'rack',
    OAUTH_CODE_CHALLENGE_METHOD: 'S256',
    OAUTH_CLIENT_SECRET: { secretKeyRef: { name: 'open-webui', key: 'OAUTH_CLIENT_SECRET' } },
    OAUTH_ALLOWED_ROLES: 'everyone',
    OAUTH_ADMIN_ROLES: 'rack-admins',
    OAUTH_MERGE_ACCOUNTS_BY_EMAIL: 'False',
  });
  const policy = JSON.stringify(find(objects, 'CiliumNetworkPolicy', 'open-webui'));
  expect(policy).toContain('"matchName":"id.example.org"');
  expect(policy).toContain('"matchName":"keys.example.org"');
});

test('nobody administers Open WebUI by a group that the rack file does not name', () => {
  expect(envOf(composed({ people: 'everyone' }))).toMatchObject({ OAUTH_ADMIN_ROLES: '' });
  expect(envOf(composed())).not.toHaveProperty('ENABLE_OAUTH_ROLE_MANAGEMENT');
});

test('Grafana is told the issuer’s addresses, and makes administrators of the group alone', () => {
  const objects = composed(groups);
  const { data } = find(objects, 'ConfigMap', 'grafana') as Manifest & { data: Record<string, string> };
  const [, section] = /\[auth\.generic_oauth\]\n([\s\S]*?)\n(?=\[|$)/.exec(data['grafana.ini']!)!;
  expect(section).toContain(`token_url = ${endpoints.token}\n`);
  expect(section).toContain('allowed_groups = ["everyone","rack-admins"]\n');
  expect(section).toContain(`role_attribute_path = contains(groups[*], 'rack-admins') && 'Admin' || 'Viewer'\n`);
  const policy = JSON.stringify(find(objects, 'CiliumNetworkPolicy', 'grafana'));
  expect(policy).toContain('"matchName":"users.example.org"');
});

test('a group whose name has spaces is one group to Grafana, not one for each word', () => {
  const { data } = find(composed({ people: 'the whole family' }), 'ConfigMap', 'grafana') as Manifest & {
    data: Record<string, string>;
  };
  expect(data['grafana.ini']).toContain('allowed_groups = ["the whole family"]\n');
});

test('the clients’ secrets are asked for, and only then', () => {
  const asked = (objects: ReturnType<typeof composed>) =>
    objects.secrets.flatMap(({ name, keys }) => ('OAUTH_CLIENT_SECRET' in keys ? [name] : []));
  expect(asked(composed()).sort()).toEqual(['grafana', 'open-webui']);
  expect(asked(composeSample())).toEqual([]);
});
