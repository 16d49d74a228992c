import { request } from 'node:http';

export interface Answer {
  /** 0: nobody answered. */
  status: number;
  text: string;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is bytes. */
  body?: unknown;
  seconds?: number;
}

/** One request, sent once. */
export function ask(url: string, { method, headers = {}, body, seconds = 60 }: Asked = {}): Promise<Answer> {
  const bytes = body === undefined || body instanceof Buffer ? body : Buffer.from(JSON.stringify(body));
  const json = body instanceof Buffer || body === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((done) => {
    const nobody = (error: Error) => done({ status: 0, text: error.message });
    const call = request(
      url,
      { method: method ?? (bytes ? 'POST' : 'GET'), headers: { ...json, ...headers }, agent: false },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => done({ status: answer.statusCode ?? 0, text }));
        answer.on('error', nobody);
      },
    );
    call.setTimeout(seconds * 1000, () => call.destroy(new Error(`no answer within ${seconds} s`)));
    call.on('error', nobody);
    call.end(bytes);
  });
}

export function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

/** What an answer says as JSON; undefined when it is none. */
export function json<T>({ text }: Answer): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
