import { architectures, debPins, nodePins, pathFor } from './pins';

describe('pins', () => {
  it.each(debPins.map((pin) => [pin.package, pin] as const))('%s has a digest for every architecture', (_, pin) => {
    for (const architecture of architectures) expect(pin.sha256[architecture]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(architectures.map((architecture) => pin.sha256[architecture])).size).toBe(architectures.length);
  });

  it('carry the same Node for every architecture', () => {
    expect(new Set(architectures.map((architecture) => nodePins[architecture].version)).size).toBe(1);
  });

  it.each([
    ['{loader}', 'lib/ld-linux-aarch64.so.1', 'lib64/ld-linux-x86-64.so.2'],
    [
      'lib/{triplet}/{loaderName}',
      'lib/aarch64-linux-gnu/ld-linux-aarch64.so.1',
      'lib/x86_64-linux-gnu/ld-linux-x86-64.so.2',
    ],
  ])('fill %s in', (pattern, arm64, amd64) => {
    expect([pathFor(pattern, 'arm64'), pathFor(pattern, 'amd64')]).toEqual([arm64, amd64]);
  });
});
