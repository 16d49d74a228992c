import { ledgerOf } from '../checks/ledger';
import { rackView } from '../checks/rack-view';
import { soundRack } from '../checks/testing/sound-rack';
import { ledgerPage } from './ledger-page';

const ledger = ledgerOf(rackView(soundRack));
const page = ledgerPage('sample', ledger);

test('names every blade and every pod once, and who made up the figures of pods that no manifest shows', () => {
  for (const { name } of ledger.blades) expect(page.split(new RegExp(`\\b${name}\\b`)).length).toBe(2);
  for (const { id } of ledger.rows) expect(page.split(`\`${id}\``).length).toBe(2);
  expect(page).toMatch(/`coredns` .*Talos 1\.14, its CoreDNS manifest/);
});

test('ends with what is left when a worker is lost', () => {
  const left = ledger.roomWithOneLost.cpuMillicores - ledger.asked.cpuMillicores;
  expect(page.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^\\| left over then +\\| ${left}m `));
});

test('says of a tainted control plane that its room is unused', () => {
  expect(page).toMatch(/\| 1: blade-01 .*none: tainted \(.* unused\)/);
});
