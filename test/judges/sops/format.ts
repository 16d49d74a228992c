import { parse } from 'yaml';
import { printSopsFile } from '../../../lib/secrets/sops/print-sops-file';
import { resealSecret } from '../../../lib/secrets/sops/sealed-secret';
import { leavesOf } from '../../../lib/secrets/sops/tree';
import { type Bench, type Person, awkwardSecret } from './bench';
import type { Verdict } from './verdict';

/** Files of ours read by sops, files of sops read by us, and files that both have had in their hands. */
export async function judgeFormat(bench: Bench, verdict: Verdict): Promise<void> {
  const [ann, ben] = [bench.person(), bench.person()];
  await oursToSops(bench, verdict, ann, ben);
  await sopsToOurs(bench, verdict, ann);
  await takingTurns(bench, verdict, ann, ben);
}

async function oursToSops(bench: Bench, verdict: Verdict, ann: Person, ben: Person): Promise<void> {
  const { clear, values } = awkwardSecret();
  const file = await bench.seal('ours.sops.yaml', clear, values, [ann, ben]);
  for (const [who, { identity: key }] of Object.entries({ first: ann, second: ben })) {
    const { code, stdout, stderr } = bench.run('sops', ['decrypt', '--output-type', 'json', file], { key });
    verdict.check(`sops decrypts a file of ours for the ${who} recipient, MAC included`, code === 0, stderr);
    const read = code === 0 ? JSON.parse(stdout) : {};
    verdict.check('   every value is what was sealed', same(read.stringData, Object.fromEntries(values)));
    const found = Object.values(read.metadata?.annotations ?? {});
    const annotations = leavesOf(clear).filter(({ path }) => path[1] === 'annotations');
    verdict.check(
      '   every clear string is the same string',
      same(
        found,
        annotations.map(({ value }) => value),
      ),
    );
  }
  const stranger = bench.run('sops', ['decrypt', file], { key: bench.person().identity });
  verdict.check('sops refuses a stranger', stranger.code !== 0);
  const status = bench.run('sops', ['filestatus', file]);
  verdict.check('sops calls it encrypted', same(JSON.parse(status.stdout || '{}'), { encrypted: true }), status.stderr);
  const enc = parse(bench.read('ours.sops.yaml')).sops.age[0].enc as string;
  const unwrapped = bench.run('age', ['--decrypt', '--identity', bench.write('ann.txt', ann.identity)], { input: enc });
  verdict.check('age itself unwraps the data key', unwrapped.code === 0 && unwrapped.stderr === '', unwrapped.stderr);
}

async function sopsToOurs(bench: Bench, verdict: Verdict, ann: Person): Promise<void> {
  const plain =
    'apiVersion: v1\nkind: Secret\nmetadata:\n    name: theirs\nstringData:\n    "10": ten\n    "9": nine\n    text: |\n        a\n        b\n';
  const file = bench.write('theirs.sops.yaml', plain);
  const regex = '^(data|stringData)$';
  const made = bench.run('sops', ['encrypt', '--in-place', '--age', ann.recipient, '--encrypted-regex', regex, file]);
  verdict.check('sops encrypts a Secret by our rule', made.code === 0, made.stderr);
  const text = bench.read('theirs.sops.yaml');
  const open = await bench.ours(text, ann);
  verdict.check('we read it, MAC included', open?.macHolds === true);
  verdict.check(
    '   values and their order are kept',
    same(
      [...(open?.values ?? [])],
      [
        ['10', 'ten'],
        ['9', 'nine'],
        ['text', 'a\nb\n'],
      ],
    ),
  );
  verdict.check('   printed by us it has the same bytes', open !== undefined && printSopsFile(open.file) === text);
}

async function takingTurns(bench: Bench, verdict: Verdict, ann: Person, ben: Person): Promise<void> {
  const { clear, values } = awkwardSecret();
  const key = ann.identity;
  const file = await bench.seal('turns.sops.yaml', clear, values, [ann]);
  const reads = async (what: string, who: Person, expected: Record<string, string>): Promise<void> => {
    const open = await bench.ours(bench.read('turns.sops.yaml'), who);
    const holds =
      open?.macHolds === true && same(Object.fromEntries(open.values), { ...Object.fromEntries(values), ...expected });
    verdict.check(what, holds, JSON.stringify([...(open?.values ?? [])]));
  };
  const sops = (args: string[], editor?: string) => {
    const { code, stderr } = bench.run('sops', args, { key, editor });
    if (code !== 0) verdict.check(`sops ${args[0]}`, false, stderr);
  };

  sops(['set', file, '["stringData"]["password"]', '"from sops"']);
  await reads('we read it after sops set', ann, { password: 'from sops' });
  sops(['rotate', '--in-place', '--add-age', ben.recipient, file]);
  await reads('we read it after sops rotate, with a new data key and a second recipient', ben, {
    password: 'from sops',
  });
  bench.write('.sops.yaml', `creation_rules:\n    - path_regex: \\.sops\\.yaml$\n      age: ${ben.recipient}\n`);
  sops(['updatekeys', '--yes', file]);
  await reads('we read it after sops updatekeys', ben, { password: 'from sops' });
  verdict.check(
    '   and the first recipient is out',
    (await bench.ours(bench.read('turns.sops.yaml'), ann)) === undefined,
  );

  const open = await bench.ours(bench.read('turns.sops.yaml'), ben);
  if (open === undefined) return;
  const ours = await resealSecret(
    open,
    { values: new Map([['password', 'ours again']]), recipients: [ann.recipient] },
    bench.sealing,
  );
  bench.write('turns.sops.yaml', printSopsFile(ours));
  const back = bench.run('sops', ['decrypt', '--extract', '["stringData"]["password"]', file], { key });
  verdict.check('sops reads it after our own rotation', back.code === 0 && back.stdout === 'ours again', back.stderr);
  sops(['edit', file], `sed -i s/ours/edited/`);
  await reads('we read it after sops edit', ann, { password: 'edited again' });
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
