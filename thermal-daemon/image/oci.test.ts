import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OciLayout, type ImageSource } from './oci';
import { unpackImage } from './unpack';

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'oci-'));
});
afterEach(() => rmSync(scratch, { recursive: true }));

const source = (content: string): ImageSource => ({
  architecture: 'arm64',
  layers: [
    { comment: 'below', entries: [{ type: 'file', path: 'etc/name', mode: 0o644, content: Buffer.from('below') }] },
    { comment: 'above', entries: [{ type: 'file', path: 'etc/name', mode: 0o600, content: Buffer.from(content) }] },
  ],
  config: { User: '65532:65532', Entrypoint: ['/run'], WorkingDir: '/', Env: [], Labels: {} },
});

function built(directory: string, content = 'above'): string {
  const layout = new OciLayout(path.join(scratch, directory));
  return layout.finish([layout.addImage(source(content))], {}, '1.0.0').digest;
}

describe('an image layout', () => {
  it('has the same digest for the same content, another for any other', () => {
    expect(built('one')).toBe(built('two'));
    expect(built('three', 'changed')).not.toBe(built('one'));
  });

  it('unpacks to what went in, upper layers over lower ones', () => {
    const digest = built('layout');
    const image = unpackImage(path.join(scratch, 'layout'), 'arm64', path.join(scratch, 'root'));
    expect(readFileSync(path.join(scratch, 'root/etc/name'), 'utf8')).toBe('above');
    expect(image).toMatchObject({ digest, config: { Entrypoint: ['/run'], User: '65532:65532' } });
  });

  it('is refused when a blob is not what its name says', () => {
    const digest = built('layout');
    writeFileSync(path.join(scratch, 'layout/blobs', digest.replace(':', '/')), '{}');
    expect(() => unpackImage(path.join(scratch, 'layout'), 'arm64', path.join(scratch, 'root'))).toThrow(/is damaged/);
  });

  it('says when an architecture is not in it', () => {
    built('layout');
    expect(() => unpackImage(path.join(scratch, 'layout'), 'amd64', scratch)).toThrow(/no image for amd64/);
  });
});
