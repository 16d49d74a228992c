import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { appBlocks } from '../lib/app-blocks';
import { loadRack } from '../lib/rack-file/load';
import { buildRack } from '../lib/synth';
import { checkReference, referenceFile, referenceText } from '../lib/testing/reference-rack';
import { sampleApps } from '../lib/testing/sample-rack';

const root = join(__dirname, '..');
const examples = readdirSync(join(root, 'clusters', 'examples')).filter((file) => file.endsWith('.yaml'));

/** Whoever copies an example makes a key and the Secrets next: only their absence may be wrong with it. */
const ownersFirstSteps = ['secrets/recipients', 'secrets/file-missing'];

test.each(examples)('%s is a rack as soon as its owner has made a key and Secrets', (file) => {
  const { problems, findings } = buildRack({ root, file: `clusters/examples/${file}` });
  expect(problems.filter(({ level }) => level === 'error')).toEqual([]);
  const errors = findings.filter(({ level, rule }) => level === 'error' && !ownersFirstSteps.includes(rule));
  expect(errors).toEqual([]);
});

/** What every rack warns of until its owner has made it theirs: no repository, and an image that nobody has built. */
const notYetTheirs = ['rack/example-address', 'images/unbuilt'];

test('nothing stands against the reference rack that no reason accepts, but that it is nobody’s', () => {
  const { problems } = loadRack({ text: referenceText, file: referenceFile, apps: appBlocks(sampleApps) });
  const { findings } = checkReference();
  expect(notYetTheirs.filter((rule) => !findings.some((finding) => finding.rule === rule))).toEqual([]);
  // That some orders of arrival shut a large model out is a matter of luck, which no reason accepts yet.
  const known = [...notYetTheirs, 'capacity/order'];
  expect([...problems, ...findings.filter(({ rule }) => !known.includes(rule))]).toEqual([]);
});
