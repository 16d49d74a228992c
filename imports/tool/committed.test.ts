import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Family } from '../family';
import { staleFiles, vendoredOf } from './check';
import { derivedFiles } from './families';
import { parsePins, settleChecksum, sourcesOf } from './pins';

describe('what is committed', () => {
  const read = (path: string) => readFileSync(join('imports', path), 'utf8');
  const { pins } = parsePins(read('pins.yaml'));
  const names = ['k8s', ...Object.keys(pins.families)];
  const families = new Map(names.map((name) => [name, JSON.parse(read(`schemas/${name}.json`)) as Family]));
  const vendored = vendoredOf(pins);

  it('is exactly what the schemas make', () => {
    expect(staleFiles(families, vendored, pins, read)).toEqual([]);
    expect([...derivedFiles(families).keys()]).toContain('k8s.d.ts');
  });

  it('shows a typing that was edited by hand, and a pin that was changed without importing', () => {
    const edited = (path: string) => (path === 'flux.d.ts' ? `${read(path)}// edited\n` : read(path));
    expect(staleFiles(families, vendored, pins, edited)).toEqual([
      'imports/flux.d.ts is not what imports/schemas makes of it',
    ]);
    const bumped = parsePins(read('pins.yaml').replace('version: v1.36.3', 'version: v1.36.9')).pins;
    expect(staleFiles(families, vendored, bumped, read)).toEqual([
      'imports/pins.yaml wants k8s.io/kubernetes@v1.36.9 for kubernetes; k8s.io/kubernetes@v1.36.3 was imported',
    ]);
  });

  it('holds a checksum for every source', () => {
    expect(sourcesOf(pins).filter(({ source }) => !/^[0-9a-f]{64}$/.test(source.sha256 ?? ''))).toEqual([]);
  });

  it('refuses other bytes under the same version', () => {
    const file = parsePins(read('pins.yaml'));
    expect(() => settleChecksum(file, ['kubernetes'], file.pins.kubernetes, 'f'.repeat(64))).toThrow('expects');
  });
});
