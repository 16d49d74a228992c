import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { ModelFile } from '../../../lib/kit/model-files';
import { host } from '../tree/pod-world';
import { syntheticFile } from './programs';

/** Stands in for the publisher of the models, whose files are replaced by small ones before anything is rendered. */
export class Origin {
  served = 0;
  /** Hands out one byte too many. */
  broken = false;
  private readonly bytes = new Map<string, Buffer>();

  constructor(private readonly folder: string) {
    createServer((request, answer) => {
      this.served++;
      answer.end(Buffer.concat([this.bytes.get(request.url!)!, ...(this.broken ? [Buffer.from('!')] : [])]));
    }).listen(80);
  }

  standIn(name: string, model: ModelFile): void {
    const file = syntheticFile[name];
    if (!file) return;
    const path = join(this.folder, file);
    const [sha256] = host('sha256sum', path).split(' ');
    const bytes = readFileSync(path);
    this.bytes.set(`/${model.file}`, bytes);
    Object.assign(model, { sha256, bytes: bytes.length, url: `http://origin.judge/${model.file}` });
  }
}
