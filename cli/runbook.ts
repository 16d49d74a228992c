import type { Command } from 'commander';
import { suggestion } from '../lib/checks/nearest';
import { sectionsOf } from '../lib/project/page-section';
import { productApps } from '../lib/project/project';
import { runbookPage } from '../lib/project/runbook-page';
import { pagesOfRack } from '../lib/project/runbook-pages';
import { type RackAndApps, busyApps, hasOf } from '../lib/project/what-it-has';
import { rackFiles } from '../lib/rack-file/rack-files';
import type { BuiltRack } from '../lib/synth';
import { runbookLists } from '../lib/report/runbook-lists';
import { claimsOnDisks } from '../lib/survival/claims-on-disks';
import { partsFor } from '../lib/project/runbook-parts';
import { builtRack } from './build-rack';
import { CannotRun } from './cannot-run';
import { type Place, oneRackFile, placeOf } from './rack-root';
import { runToEnd } from './run';
import { runbookTexts } from './runbook-texts';

export function register(program: Command): void {
  program
    .command('runbook')
    .description('print a page of what to do when something fails, with the names and addresses of your rack')
    .argument('[page]', 'page, or page#section; the pages of your rack are listed when none is named')
    .argument('[blade]', 'blade that it is about')
    .option('-r, --rack <file>', 'rack file (the only one of clusters/ by default)')
    .addHelpText(
      'after',
      `
Examples:
  npx rackwright runbook                            which pages there are
  npx rackwright runbook replace-a-blade blade-04   with the commands for that blade
  npx rackwright runbook volumes#no-volume-shrinks  one section of a page
  npx rackwright runbook redis | less`,
    )
    .action((page: string | undefined, blade: string | undefined, { rack }: { rack?: string }) =>
      runToEnd(() => runRunbook(placeOf(process.cwd()), { page, blade, rack }), process.env),
    );
}

interface Asked {
  page?: string;
  blade?: string;
  rack?: string;
}

export function runRunbook(place: Place, { page: asked, blade, rack: typed }: Asked): 0 {
  const [page, section] = asked?.split('#') ?? [];
  const texts = runbookTexts(place.root);
  if (page === undefined) {
    process.stdout.write(`${namesOf(listed(place, texts, typed)).join('\n')}\n`);
    return 0;
  }
  const written = texts.get(page);
  if (written === undefined) {
    const near = suggestion(page, namesOf(texts));
    throw new CannotRun(`no page is called ${page}: ${near} npx rackwright runbook lists all`);
  }
  const { rack, facts, view, file } = builtRack(place.root, oneRackFile(place, typed, 'name it with --rack'));
  if (!rack || !facts || !view) throw new CannotRun(`${file} has errors: npx rackwright check ${file}`);
  const names = rack.blades.map(({ name }) => name);
  if (blade !== undefined && !names.includes(blade)) {
    throw new CannotRun(`${rack.name} has no blade ${blade}: ${suggestion(blade, names)}`);
  }
  const whole = partsFor(written, hasOf(rackAndApps({ rack, facts, view, blade })));
  const sections = sectionsOf(whole);
  const text = section === undefined ? whole : sections.get(section);
  if (text === undefined)
    throw new CannotRun(`page ${page} has no section ${section}: ${suggestion(section ?? '', sections.keys())}`);
  process.stdout.write(runbookPage(text, rack, blade));
  return 0;
}

type Built = Required<Pick<BuiltRack, 'rack' | 'facts' | 'view'>>;

function rackAndApps({ rack, facts, view, blade }: Built & { blade?: string | undefined }): RackAndApps {
  const lists = { ...runbookLists(claimsOnDisks(view)) };
  return { rack, apps: busyApps(facts), allApps: productApps, lists, ...(blade !== undefined && { blade }) };
}

/** Pages of the rack; every page where several racks are and none is named, or where the rack has errors. */
function listed(
  place: Place,
  texts: ReadonlyMap<string, string>,
  typed: string | undefined,
): Iterable<readonly [string, string]> {
  if (typed === undefined && rackFiles(place.root).length !== 1) return texts;
  const { rack, facts, view } = builtRack(place.root, oneRackFile(place, typed, 'name it with --rack'));
  return rack && facts && view ? pagesOfRack(texts, hasOf(rackAndApps({ rack, facts, view }))) : texts;
}

/** README is the list itself. */
function namesOf(pages: Iterable<readonly [string, string]>): string[] {
  return [...pages].flatMap(([name]) => (name === 'README' ? [] : [name])).sort();
}
