import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from './verify';
import { secretsBench } from './testing/secrets-bench';

const bench = secretsBench();
const { options, made, ends } = bench;

describe('verify', () => {
  test('says that MACs are not checked when no key is at hand, or refuses with --with-key', async () => {
    made();
    bench.world.env = {};
    expect(await verify(bench.world, options)).toBe(0);
    expect(bench.world.said.at(-1)).toContain('no key at hand: MACs not checked');
    expect(await ends(() => verify(bench.world, { ...options, withKey: true }))).toBe(2);
  });

  test.each(['SOPS_AGE_KEY', 'SOPS_AGE_KEY_FILE'])('says in words that the key of %s is mistyped, and never repeats it', async (name) => {
    made();
    const mistyped = bench.identity.slice(0, -1) + (bench.identity.endsWith('Q') ? 'P' : 'Q');
    writeFileSync(join(bench.world.root, 'key.txt'), `${mistyped}\n`);
    bench.world.env = { [name]: name === 'SOPS_AGE_KEY' ? mistyped : join(bench.world.root, 'key.txt') };
    expect(await ends(() => verify(bench.world, options))).toBe(2);
    expect(bench.world.said.join('\n')).toContain('holds an age key that is cut off or mistyped');
    expect(bench.world.said.join('\n')).not.toContain(mistyped.slice(-30));
  });

  test('prints findings as JSON', async () => {
    made();
    rmSync(bench.world.file('data/redis-users'));
    bench.world.printed.length = 0;
    expect(await verify(bench.world, { ...options, json: true })).toBe(1);
    const { findings, files } = JSON.parse(bench.world.printed.join(''));
    expect(files).toBe(4);
    expect(findings).toMatchObject([{ rule: 'secrets/file-missing', object: 'secrets/sample/data/redis-users.sops.yaml' }]);
  });
});
