import { spawnSync } from 'node:child_process';
import { type Credentials, s3 } from '../minio/s3';

/** What somebody does from outside: puts documents into the bucket, takes them out, and pastes lines of a runbook. */
export class Desk {
  constructor(
    private readonly address: string,
    private readonly account: Credentials,
  ) {}

  put(name: string, text: string): Promise<void> {
    return this.must('PUT', name, text);
  }

  delete(name: string): Promise<void> {
    return this.must('DELETE', name);
  }

  static paste(lines: string): { code: number | null; said: string } {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', lines], { encoding: 'utf8', timeout: 300_000 });
    return { code: status, said: `${stdout}${stderr}` };
  }

  private async must(method: string, name: string, text = ''): Promise<void> {
    const { status, body } = await s3(this.address, method, `/rag/${name}`, this.account, text);
    if (status >= 300) throw new Error(`${method} ${name}: ${status} ${body}`);
  }
}
