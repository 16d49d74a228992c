import { type IncomingMessage, type RequestOptions, request as plain } from 'node:http';
import { request as encrypted } from 'node:https';

export interface Page {
  url: URL;
  status: number;
  text: string;
}

/** Where a host of the web really answers here. */
export type Doors = Record<string, { port: number; address: string; ca?: string }>;

/** What a person's browser does: keeps cookies, follows redirects, posts the forms of pages. It runs no script. */
export class Browser {
  private readonly cookies = new Map<string, Map<string, string>>();
  /** Every address that was opened, in order. */
  readonly opened: string[] = [];

  constructor(private readonly doors: Doors) {}

  cookie(host: string, name: string): string | undefined {
    return this.cookies.get(host)?.get(name);
  }

  /** Opens an address and goes where it leads; `form` is posted. @throws after twenty redirects */
  async open(address: string, form?: Record<string, string>): Promise<Page> {
    let url = new URL(address);
    let body = form && new URLSearchParams(form).toString();
    for (let hops = 0; hops < 20; hops++) {
      const { status, text, leadsTo } = await this.once(url, body);
      if (!leadsTo) return { url, status, text };
      url = new URL(leadsTo, url);
      body = undefined;
    }
    throw new Error(`${address} leads on and on: ${this.opened.slice(-4).join(', ')}`);
  }

  /** Fills in the first form of a page and sends it. */
  submit({ url, text }: Page, values: Record<string, string> = {}): Promise<Page> {
    const [, form = '', inside = ''] = /<form\b([^>]*)>([\s\S]*?)<\/form>/.exec(text) ?? [];
    const attribute = (of: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(of)?.[1];
    const hidden = [...inside.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
      attribute(input, 'name') ?? '',
      attribute(input, 'value') ?? '',
    ]);
    const action = attribute(form, 'action') ?? '';
    return this.open(new URL(action, url).href, { ...(Object.fromEntries(hidden) as object), ...values });
  }

  private async once(url: URL, body: string | undefined): Promise<{ status: number; text: string; leadsTo?: string }> {
    this.opened.push(url.href);
    const door = this.doors[url.hostname];
    if (!door) throw new Error(`${url.hostname} is not known here`);
    const jar = this.cookies.get(url.hostname) ?? new Map<string, string>();
    this.cookies.set(url.hostname, jar);
    const options: RequestOptions = {
      host: door.address,
      port: door.port,
      path: `${url.pathname}${url.search}`,
      method: body === undefined ? 'GET' : 'POST',
      agent: false,
      headers: {
        host: url.host,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        'x-forwarded-proto': 'https',
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    };
    const answer = await new Promise<IncomingMessage>((done, fail) => {
      const call = door.ca
        ? encrypted({ ...options, ca: door.ca, servername: url.hostname }, done)
        : plain(options, done);
      call.setTimeout(60_000, () => call.destroy(new Error(`no answer of ${url.href} within 60 s`)));
      call.on('error', fail);
      call.end(body);
    });
    for (const line of answer.headers['set-cookie'] ?? []) keep(jar, line);
    let text = '';
    for await (const chunk of answer.setEncoding('utf8')) text += chunk as string;
    const status = answer.statusCode ?? 0;
    return { status, text, ...(status >= 300 && status < 400 && { leadsTo: answer.headers.location }) };
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...more] = line.split(';');
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  const ends = more.some((each) => /^\s*(max-age=0|expires=Thu, 01 Jan 1970)/i.test(each));
  if (ends || value === '' || value === '""') jar.delete(name);
  else jar.set(name, value);
}
