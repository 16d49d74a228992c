import { stringify } from 'yaml';
import { appBlocks } from '../app-blocks';
import { rackView } from '../checks/rack-view';
import { bladeExists, deviceExists } from '../checks/scheduling';
import { type Edit, edited, none } from '../checks/testing/edits';
import { withField } from '../manifest/field-path';
import { draftOf, loadRack } from '../rack-file/load';
import { allRules } from '../rack-file/rules/all-rules';
import { Source } from '../rack-file/source';
import { composeSample, sampleApps } from '../testing/sample-rack';
import { tooLittleDisk } from './field/broken-disks';
import { tooFewBlades } from './field/broken-numbers';
import { tooLittlePower } from './field/broken-power';
import { bladesTooSmall, podsLargerThanABlade } from './field/broken-sizes';
import { type Change, fieldRack } from './field/field-rack';
import { soundRacks } from './field/sound-racks';
import { placementRules } from './rules';

/** A rule that refuses a rack, and its words. */
interface Refusal {
  rule: string;
  says: string;
}

const apps = appBlocks(sampleApps);
const file = 'clusters/field.yaml';

/**
 * Everything of level error that stands against a rack: of its file, by the name of the rule's function, and only if that is
 * sound, of what is rendered from it, by the id of the rule.
 */
function rulesAgainst(changes: readonly Change[], rendered: Edit = none): Refusal[] {
  const text = stringify(changes.reduce((rack, [path, value]) => withField(rack, path, value), fieldRack as object));
  const source = new Source(file, text);
  const { draft, faults } = draftOf(source, apps);
  const said = ({ title, detail = '' }: { title: string; detail?: string | undefined }) => `${title}: ${detail}`;
  const ofFile = [
    ...faults.map((fault) => ({ rule: 'its own form', says: said(fault) })),
    ...(draft ? allRules : []).flatMap((rule) =>
      rule(draft!, source)
        .filter(({ level = 'error' }) => level === 'error')
        .map((fault) => ({ rule: rule.name, says: said(fault) })),
    ),
  ];
  const { rack } = loadRack({ text, file, apps });
  if (!rack || ofFile.length > 0) return ofFile;
  const view = rackView(edited(composeSample(rack), rendered));
  return [...placementRules, bladeExists, deviceExists]
    .filter(({ level }) => level === 'error')
    .flatMap(({ id, check }) =>
      check(view).map(({ object, message }) => ({ rule: id, says: `${object}: ${message}` })),
    );
}

const brokenRacks = [...tooLittleDisk, ...podsLargerThanABlade, ...bladesTooSmall, ...tooFewBlades, ...tooLittlePower];

// Rows as objects: jest hands a callback to a test that takes one argument more than its row has.
const refused = brokenRacks.map(([name, rule, says, changes, rendered]) => ({ name, rule, says, changes, rendered }));
const accepted = soundRacks.map(([name, changes, rendered]) => ({ name, changes, rendered }));

/** Racks as people have them, or near: each row is a small change of one rack. */
test.each(refused)('refused by its rule alone: $name', ({ rule, says, changes, rendered }) => {
  const found = rulesAgainst(changes, rendered);
  expect([...new Set(found.map((each) => each.rule))]).toEqual([rule]);
  expect(found.map((each) => each.says).join('\n')).toMatch(says);
});

test.each(accepted)('accepted: $name', ({ changes, rendered }) => {
  expect(rulesAgainst(changes, rendered)).toEqual([]);
});

test('there are sixty broken racks and forty sound ones, each of another name', () => {
  expect(brokenRacks.length).toBeGreaterThanOrEqual(60);
  expect(soundRacks.length).toBeGreaterThanOrEqual(40);
  const names = [...brokenRacks, ...soundRacks].map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
});
