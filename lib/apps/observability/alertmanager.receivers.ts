import * as z from 'zod';
import type { OutsidePeer } from '../../kit/app';
import { type OutsidePort, worldAt } from '../../kit/ports';
import type { SecretValue } from '../../kit/secrets';
import { url, written } from '../../units/fields';

type Told = 'critical' | 'warning';

const tells = z
  .enum(['everything', 'critical'])
  .default('everything')
  .describe('everything: critical at once and warnings by day; critical: nothing else');

const mailAddress = written({
  what: 'a mail address',
  how: 'name and domain, such as you@example.org',
  examples: ['you@example.org'],
  pattern: /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/,
  read: (text) => (/^[^\s@<>,;]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+$/.test(text) ? text : undefined),
  repair: (text) => text.replace(/^.*<([^>]*)>$/, '$1').replace(/^mailto:/, ''),
});

const isHostWithPort = (text: string): boolean =>
  /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]):\d{1,5}$/.test(text) && URL.canParse(`smtp://${text}`);

const mailServer = written({
  what: 'a mail server',
  how: 'host and port, 587 where the server upgrades to TLS and 465 where it speaks nothing else, such as smtp.example.org:587 or "[fd00::25]:587"',
  examples: ['smtp.example.org:587'],
  pattern: /^([a-z0-9.-]+|\[[0-9a-f:.]+\]):\d{1,5}$/,
  read: (text) => (isHostWithPort(text) ? text : undefined),
  repair: (text) => (/:\d+$/.test(text) ? text.replace(/^smtps?:\/\//, '') : `${text.replace(/^smtps?:\/\//, '')}:587`),
});

/** Each kind of receiver: what the owner states. Whatever is secret of it is a file, and no part of the rack file. */
export const receiversSpec = z.strictObject({
  email: z
    .strictObject({
      to: mailAddress.describe('who is notified'),
      from: mailAddress.describe('sender; most servers want one of their own'),
      server: mailServer.describe('mail server of the sender'),
      user: z.string().min(1).optional().describe('user name at the server; absent: the sender'),
      tells,
    })
    .optional()
    .describe('mail, through a server outside the rack'),
  ntfy: z
    .strictObject({
      server: url.default('https://ntfy.sh').describe('server; the topic is asked for as a secret'),
      tells,
    })
    .optional()
    .describe('push messages through ntfy 2.14 or newer, which knows the shape of these alerts'),
  pushover: z
    .strictObject({ tells })
    .optional()
    .describe('push messages through Pushover, critical ones until acknowledged'),
  telegram: z
    .strictObject({ chat: z.int().describe('number of the chat, negative for groups'), tells })
    .optional()
    .describe('messages of a Telegram bot'),
  slack: z
    .strictObject({ channel: z.string().min(1).describe('channel, such as #rack'), tells })
    .optional()
    .describe('messages in Slack, by an incoming webhook'),
  webhook: z
    .strictObject({ server: url.describe('address without the secret path, such as https://hooks.example.org'), tells })
    .optional()
    .describe('anything else that takes the JSON of Alertmanager'),
});

export type Receivers = z.infer<typeof receiversSpec>;

type Kind = keyof Receivers;

interface ReceiverKind {
  /** Files it reads, with what a person is asked for. */
  secrets: (receivers: Receivers) => Record<string, string>;
  host: (receivers: Receivers) => string;
  /** Alertmanager's own configuration. `file` gives the path of a secret. */
  config: (receivers: Receivers, severity: Told, file: (key: string) => string) => Record<string, object[]>;
}

const kinds: Record<Kind, ReceiverKind> = {
  email: {
    secrets: ({ email }) => ({ 'email-password': `password of ${email?.user ?? email?.from} at ${email?.server}` }),
    host: ({ email }) => `smtp://${email!.server}`,
    config: ({ email }, _, file) => {
      const { to, from, server, user } = email!;
      const password = { auth_username: user ?? from, auth_password_file: file('email-password') };
      const tls = { require_tls: true, ...(server.endsWith(':465') && { force_implicit_tls: true }) };
      return { email_configs: [{ to, from, smarthost: server, ...password, ...tls, send_resolved: true }] };
    },
  },
  ntfy: {
    secrets: ({ ntfy }) => ({ 'ntfy-url': `address of the topic, ${ntfy?.server}/<a name that nobody guesses>` }),
    host: ({ ntfy }) => ntfy!.server,
    config: (_, severity, file) => {
      const header = (value: string) => ({ values: [value] });
      const http_headers = {
        Template: header('alertmanager'),
        Priority: header(severity === 'critical' ? 'urgent' : 'default'),
        Tags: header(severity === 'critical' ? 'rotating_light' : 'warning'),
      };
      return { webhook_configs: [{ url_file: file('ntfy-url'), send_resolved: true, http_config: { http_headers } }] };
    },
  },
  pushover: {
    secrets: () => ({
      'pushover-user-key': 'user key, from the first page of pushover.net after signing in',
      'pushover-token': 'API token of an application that you made at pushover.net/apps/build',
    }),
    host: () => 'https://api.pushover.net',
    config: (_, severity, file) => ({
      pushover_configs: [
        {
          user_key_file: file('pushover-user-key'),
          token_file: file('pushover-token'),
          send_resolved: true,
          // 2 is repeated until somebody acknowledges it.
          priority: severity === 'critical' ? '{{ if eq .Status "firing" }}2{{ else }}0{{ end }}' : '0',
          retry: '2m',
          expire: '1h',
        },
      ],
    }),
  },
  telegram: {
    secrets: () => ({ 'telegram-token': 'token of the bot, from @BotFather' }),
    host: () => 'https://api.telegram.org',
    config: ({ telegram }, severity, file) => ({
      telegram_configs: [
        {
          bot_token_file: file('telegram-token'),
          chat_id: telegram!.chat,
          send_resolved: true,
          disable_notifications: severity === 'warning',
        },
      ],
    }),
  },
  slack: {
    secrets: () => ({ 'slack-url': 'address of the incoming webhook, https://hooks.slack.com/services/…' }),
    host: () => 'https://hooks.slack.com',
    config: ({ slack }, _, file) => ({
      slack_configs: [{ api_url_file: file('slack-url'), channel: slack!.channel, send_resolved: true }],
    }),
  },
  webhook: {
    secrets: ({ webhook }) => ({ 'webhook-url': `whole address that alerts are posted to, ${webhook?.server}/…` }),
    host: ({ webhook }) => webhook!.server,
    config: (_, __, file) => ({ webhook_configs: [{ url_file: file('webhook-url'), send_resolved: true }] }),
  },
};

interface Stated {
  receivers: Receivers;
  heartbeat?: { server: string };
}

function statedKinds(receivers: Receivers): Kind[] {
  return (Object.keys(kinds) as Kind[]).filter((kind) => receivers[kind] !== undefined);
}

function kindsFor(receivers: Receivers, severity: Told): Kind[] {
  return statedKinds(receivers).filter((kind) => severity === 'critical' || receivers[kind]!.tells === 'everything');
}

export function isAnybodyTold(receivers: Receivers, severity: Told): boolean {
  return kindsFor(receivers, severity).length > 0;
}

/** `webhook_configs` and their like, for one severity. */
export function configsFor(receivers: Receivers, severity: Told, secretsPath: string): Record<string, object[]> {
  const file = (key: string) => `${secretsPath}/${key}`;
  const merged: Record<string, object[]> = {};
  for (const kind of kindsFor(receivers, severity)) {
    for (const [key, configs] of Object.entries(kinds[kind].config(receivers, severity, file)))
      merged[key] = [...(merged[key] ?? []), ...configs];
  }
  return merged;
}

/** Keys of the Secret that holds what the receivers need to be reached. */
export function secretsOf({ receivers, heartbeat }: Stated): Record<string, SecretValue> {
  const hints = Object.assign({}, ...statedKinds(receivers).map((kind) => kinds[kind].secrets(receivers))) as Record<
    string,
    string
  >;
  if (heartbeat) hints['heartbeat-url'] = `whole address that beats are posted to, ${heartbeat.server}/…`;
  return Object.fromEntries(Object.entries(hints).map(([key, hint]) => [key, { make: 'ask', hint }]));
}

/** Hosts that the pods must be allowed to reach. */
export function whereTo({ receivers, heartbeat }: Stated): OutsidePort[] {
  const hosts = statedKinds(receivers).map((kind) => kinds[kind].host(receivers));
  const all = [...new Set([...hosts, ...(heartbeat ? [heartbeat.server] : [])])];
  return all.map(worldAt);
}

/** Servers that the owner names: who tells of the rack's silence, and who carries its alerts, must outlive it. */
export function statedServers({ receivers, heartbeat }: Stated): OutsidePeer[] {
  const because = 'what watches the rack must not fail with it';
  const carriers = statedKinds(receivers).flatMap((kind): OutsidePeer[] => {
    const { server } = receivers[kind] as { server?: string };
    return server === undefined ? [] : [{ path: ['receivers', kind, 'server'], url: server, because }];
  });
  return heartbeat ? [...carriers, { path: ['heartbeat', 'server'], url: heartbeat.server, because }] : carriers;
}
