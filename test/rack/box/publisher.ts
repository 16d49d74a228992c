import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Weights } from '../objects/weights';
import { outside, publisherHost } from './outside';

/** The publisher of the models, from whom the rack fetches each once. */
export interface Publisher {
  /** Paths that were asked for, in order. */
  asked: string[];
  close(): void;
}

/** Port of HTTPS, which the policies of the rack name; here it is spoken to in plain HTTP. */
const port = 443;

/** Hands out the small files at the paths of the real ones, from an address of the world. @throws when the port is taken */
export async function startPublisher(weights: readonly Weights[]): Promise<Publisher> {
  const files = new Map(weights.map(({ path, small }) => [path, small.place]));
  const asked: string[] = [];
  const server = createServer(({ url = '/' }, answer) => {
    asked.push(url);
    const file = files.get(url);
    answer.writeHead(file === undefined ? 404 : 200);
    answer.end(file && readFileSync(file));
  });
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, outside[publisherHost], resolve),
  );
  return { asked, close: () => void server.close() };
}
