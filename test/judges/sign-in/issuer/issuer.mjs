// An OpenID Connect issuer: protocol and pages are oidc-provider's, its people and its one client are told by ISSUER.
import { createServer } from 'node:https';
import Provider from 'oidc-provider';

const { issuer, client, people, certificate, key, address } = JSON.parse(process.env.ISSUER);

const provider = new Provider(issuer, {
  clients: [{ ...client, grant_types: ['authorization_code'], response_types: ['code'] }],
  claims: { openid: ['sub'], email: ['email'], profile: ['name', 'preferred_username'], groups: ['groups'] },
  findAccount: (_context, login) =>
    people[login] && { accountId: login, claims: () => ({ sub: login, ...people[login] }) },
  // Stricter than most: who cannot prove that it began what it ends is refused.
  pkce: { required: () => true },
  cookies: { keys: ['judge'] },
});

createServer({ cert: certificate, key }, provider.callback()).listen(443, address, () => console.log('listening'));
