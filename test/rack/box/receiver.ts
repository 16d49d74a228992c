import { createServer } from 'node:http';

/** A message as Alertmanager posts it to a webhook. */
export interface Message {
  /** Path that it came by: `/ntfy-url`, the key of the Secret that says whom to tell. */
  path: string;
  status: 'firing' | 'resolved';
  /** Names of its alerts. */
  alerts: string[];
  /** Seconds since the epoch. */
  at: number;
}

/** The one whom Alertmanager tells, at the gateway of the rack. */
export interface Receiver {
  told: Message[];
  close(): void;
}

/** The port that the rack's policies name for addresses of the world. */
const port = 443;

/** Listens on an address of the box. @throws when the port is taken */
export async function startReceiver(address: string): Promise<Receiver> {
  const told: Message[] = [];
  const server = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      told.push(messageOf(request.url ?? '/', body, Date.now() / 1000));
      answer.end();
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, address, resolve));
  return { told, close: () => void server.close() };
}

/** @throws when it is no message of Alertmanager's */
export function messageOf(path: string, body: string, at: number): Message {
  const { status, alerts } = JSON.parse(body) as {
    status: Message['status'];
    alerts: { labels: { alertname: string } }[];
  };
  return { path, status, alerts: alerts.map(({ labels }) => labels.alertname), at };
}
