import { kubectl } from './apps';
import type { RackContext } from './scenario';

/** `wget` in the container, since policies let nobody but pods of the rack in. */
export async function ask<T>(context: RackContext, pod: string, path: string): Promise<T> {
  const url = `http://127.0.0.1:9090/api/v1/${path}`;
  const answer = await kubectl(
    context,
    '-n',
    'monitoring',
    'exec',
    pod,
    '-c',
    'prometheus',
    '--',
    'wget',
    '-q',
    '-O',
    '-',
    '-T',
    '5',
    url,
  );
  return (JSON.parse(answer) as { data: T }).data;
}
