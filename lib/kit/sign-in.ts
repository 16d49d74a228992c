import * as z from 'zod';
import type { SecretValue } from '../facts/secret-declaration';
import type { OutsidePeer } from '../rack-file/app-block';
import { hostname, url } from '../units/fields';

const group = z
  .string()
  .regex(/^[\w.:@/-]+( [\w.:@/-]+)*$/, 'a name of letters, digits, spaces and . : @ / - _ is expected');

/** Single sign-on by any OpenID Connect issuer, as an app's block states it. */
export const signInFields = {
  issuer: url.describe(
    'the issuer, as `<issuer>/.well-known/openid-configuration` calls it; not one that runs on the rack',
  ),
  client: z.string().min(1).describe('name under which the issuer knows this app; the client’s secret is asked for'),
  scopes: z
    .string()
    .min(1)
    .default('openid email profile')
    .describe('what the issuer is asked for; some tell of groups only when `groups` is among it'),
  people: group.optional().describe('group whose members may come in; absent: all whom the issuer lets in'),
  admins: group.optional().describe('group whose members administer the app; absent: nobody by this way'),
};

/** What Open WebUI finds out by itself, and its policies cannot. */
export const signInWithHosts = z.strictObject({
  ...signInFields,
  people: group
    .optional()
    .describe(
      'group whose members may come in; absent: people wait for the administrator, or with `admins` any member of a group signs in',
    ),
  hosts: z
    .array(hostname)
    .default([])
    .describe('further hosts behind the issuer’s token, user and key addresses, where they are not its own'),
});

/** What Grafana does not find out by itself. */
export const signInWithEndpoints = z.strictObject({
  ...signInFields,
  authorize: url.describe('`authorization_endpoint` of the issuer’s openid-configuration'),
  token: url.describe('its `token_endpoint`'),
  userinfo: url.describe('its `userinfo_endpoint`'),
});

export type SignInWithHosts = z.infer<typeof signInWithHosts>;
export type SignInWithEndpoints = z.infer<typeof signInWithEndpoints>;

/** The claim by which issuers tell of groups. */
export const groupsClaim = 'groups';

export function clientSecretOf({ issuer, client }: Pick<SignInWithHosts, 'issuer' | 'client'>): SecretValue {
  return { make: 'ask', hint: `secret of the client ${client} at ${issuer}` };
}

export function outsideIssuer(signIn: Pick<SignInWithHosts, 'issuer'> | undefined): OutsidePeer[] {
  if (!signIn) return [];
  return [
    {
      path: ['signIn', 'issuer'],
      url: signIn.issuer,
      because:
        'it is reached only if an app of the rack answers to that name at the gateway, and nobody signs in while it does not',
    },
  ];
}
