import { get } from 'node:http';

/** Body of an answer 200 to one GET; undefined for any other, and when there is none in time. */
export function httpBody(url: string, timeoutMs: number): Promise<string | undefined> {
  return new Promise((done) => {
    const call = get(url, { agent: false, timeout: timeoutMs }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (body += chunk));
      answer.on('end', () => done(answer.statusCode === 200 ? body : undefined));
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => done(undefined));
  });
}
