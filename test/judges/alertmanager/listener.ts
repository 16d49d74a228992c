import { type IncomingMessage, createServer } from 'node:http';

/** Where the judge itself listens: the bridge that all pods share. */
export const bridge = '10.244.0.1';
export const listenPort = 8080;

export interface Message {
  path: string;
  atMilliseconds: number;
  status: string;
  alerts: string[];
}

/** The other end of a webhook: keeps whatever it is posted. */
export class Listener {
  readonly messages: Message[] = [];
  private readonly server = createServer((request, answer) => {
    void bodyOf(request).then((body) => {
      const { status, alerts } = JSON.parse(body) as { status: string; alerts: { labels: { alertname: string } }[] };
      const names = alerts.map(({ labels }) => labels.alertname).sort();
      this.messages.push({ path: request.url!, atMilliseconds: performance.now(), status, alerts: names });
      answer.end();
    });
  });

  listen(port: number, host: string): Promise<void> {
    return new Promise((done) => this.server.listen(port, host, done));
  }

  /** How often an alert was told under a path. */
  told(path: string, alert: string): number {
    return this.messages.filter((each) => each.path === path && each.alerts.includes(alert)).length;
  }

  close(): void {
    this.server.close();
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
