import { createInterface } from 'node:readline';
import type { KubeClient } from '../kube/client';
import { type KubeObject, objectId } from '../kube/object';
import { dryRun } from './dry-run';

/** One line of standard input: an object, and a name under which its verdict comes back. */
interface Question {
  id?: string;
  object: KubeObject;
}

/** Reads one JSON object a line, writes one verdict a line, in the same order. */
export async function judgeLines(
  client: KubeClient,
  input: NodeJS.ReadableStream,
  print: (line: string) => void,
): Promise<void> {
  for await (const line of createInterface({ input })) {
    if (line.trim() === '') continue;
    const { id, object } = JSON.parse(line) as Question;
    const name = id ?? objectId(object);
    const verdict = await dryRun(client, object, JSON.stringify(object), { file: '', as: 'object', object: name });
    print(JSON.stringify(verdict));
  }
}
