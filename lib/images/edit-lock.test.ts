import fc from 'fast-check';
import { parse } from 'yaml';
import { type EntryChange, editLock } from './edit-lock';

const digest = `sha256:${'ab'.repeat(32)}`;
const lock = `# Every image.
redis: # the database
  image: docker.io/library/redis
  tag: '8.10.1' # not 9
  platforms: [linux/amd64,   linux/arm64]
  withoutDigest: nobody was asked

# Of our own:
whoami: { image: ghcr.io/you/whoami, tag: v1, platforms: [linux/arm64], withoutDigest: no }
`;
const edited = (changes: Record<string, EntryChange | 'remove'>, text = lock) =>
  editLock(text, new Map(Object.entries(changes)));

describe('editLock', () => {
  it('changes fields where they stand, with the comments beside them', () => {
    expect(edited({ redis: { tag: '8.10.2', digest, vouchedBy: 'docker.io', withoutDigest: undefined } }))
      .toBe(`# Every image.
redis: # the database
  image: docker.io/library/redis
  tag: 8.10.2 # not 9
  digest: ${digest}
  platforms: [linux/amd64,   linux/arm64]
  vouchedBy: docker.io

# Of our own:
whoami: { image: ghcr.io/you/whoami, tag: v1, platforms: [linux/arm64], withoutDigest: no }
`);
  });

  it('writes an entry on one line anew, on one line', () => {
    expect(edited({ whoami: { digest, vouchedBy: 'you', withoutDigest: undefined } })).toContain(
      `whoami: { image: ghcr.io/you/whoami, tag: v1, platforms: [linux/arm64], digest: ${digest}, vouchedBy: you }\n`,
    );
  });

  it('adds entries behind the others, fields in their order', () => {
    const added: EntryChange = {
      vouchedBy: 'quay.io',
      tag: '1.20',
      image: 'quay.io/cilium/cilium',
      follows: 'cilium',
      digest,
      platforms: ['linux/arm64'],
      size: { 'linux/arm64': '200.1MB' },
    };
    expect(edited({ 'cilium.cilium': added })).toBe(`${lock}cilium.cilium:
  image: quay.io/cilium/cilium
  follows: cilium
  tag: "1.20"
  digest: ${digest}
  platforms: [linux/arm64]
  size: { linux/arm64: 200.1MB }
  vouchedBy: quay.io
`);
  });

  it('removes an entry and nothing else', () => {
    expect(edited({ redis: 'remove' })).toBe(`# Every image.

# Of our own:
whoami: { image: ghcr.io/you/whoami, tag: v1, platforms: [linux/arm64], withoutDigest: no }
`);
  });

  it.each([
    ['an empty one', '{}\n'],
    ['one of comments', '# None yet.\n# Really.\n{}\n'],
    ['one without a last newline', 'a: { image: x.io/a, tag: v1, platforms: [linux/arm64] }'],
    ['nothing', ''],
  ])('adds to %s', (_, text) => {
    const after = edited({ b: { image: 'x.io/b', tag: 'v2' } }, text);
    expect(parse(after)).toEqual({ ...(parse(text) as object), b: { image: 'x.io/b', tag: 'v2' } });
    for (const line of text.split('\n').filter((each) => each.startsWith('#'))) expect(after).toContain(line);
  });

  it('says what was to be said, whatever the values, and a second time changes nothing', () => {
    const words = fc
      .string({ minLength: 1, maxLength: 30, unit: 'grapheme-ascii' })
      .filter((text) => text.trim() === text);
    const change = fc.record({ tag: words, vouchedBy: words, size: fc.constant({ 'linux/arm64': '1.0MB' }) });
    fc.assert(
      fc.property(change, fc.constantFrom('redis', 'whoami', 'new'), (fields, name) => {
        const once = edited({ [name]: fields });
        expect((parse(once) as Record<string, object>)[name]).toMatchObject(fields);
        expect(edited({ [name]: fields }, once)).toBe(once);
        expect(once).toContain('# Of our own:');
      }),
    );
  });
});
