import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { appBlocks } from '../lib/app-blocks';
import { ruleDocs } from '../lib/report/rule-docs';
import { placementCases } from '../lib/placement/rules.cases';
import { survivalCases } from '../lib/survival/rules.cases';
import { reviewRules } from '../lib/review/review';
import { secretObjectCases } from '../lib/checks/secrets/object-rules.cases';
import { secretFileRules } from '../lib/secrets/secret-rules';
import * as cluster from '../lib/cluster';
import { limitRows } from '../lib/checks/limits';
import { rackView } from '../lib/checks/rack-view';
import { dashboardsPage } from '../lib/report/dashboards-page';
import { limitsPage } from '../lib/report/limits-page';
import { rulesPage } from '../lib/report/rules-page';
import { rackJsonSchema } from '../lib/rack-file/json-schema';
import { rackDocuments } from '../lib/rack-documents';
import { doctorJsonSchema } from '../lib/doctor/report';
import { statusJsonSchema } from '../lib/status/json-schema';
import { rackReference } from '../lib/rack-file/reference';
import { metricLists, seriesIndex } from './metric-lists';
import { builtRack } from '../cli/build-rack';
import { rackFiles } from '../lib/rack-file/rack-files';
import { checkReference } from '../lib/testing/reference-rack';

/**
 * `npm run generate`: writes the documents and schemas that say what the code says. With `--check` it writes nothing and
 * fails if one of them is out of date.
 */
const apps = appBlocks(Object.values(cluster));
const root = process.cwd();
const reference = checkReference();
/** Pages about one rack are written for every rack of clusters/; all others show the reference rack of the tests. */
const racks = rackFiles(root).map((file) => builtRack(root, file));
const broken = racks.filter(({ facts }) => !facts);
const documents: Record<string, string> = {
  'schema/rack.schema.json': `${JSON.stringify(rackJsonSchema(apps), null, 2)}\n`,
  'schema/status.schema.json': `${JSON.stringify(statusJsonSchema(), null, 2)}\n`,
  'schema/doctor.schema.json': `${JSON.stringify(doctorJsonSchema(), null, 2)}\n`,
  'docs/rack-file.md': rackReference(apps),
  'docs/rules.md': rulesPage([
    ...ruleDocs([...placementCases, ...survivalCases, ...secretObjectCases]),
    ...secretFileRules.map((rule) => ({ rule })),
    ...reviewRules.map((rule) => ({ rule })),
  ]),
  'docs/dashboards.md': dashboardsPage(reference.facts.rendered.map(({ manifest }) => manifest)),
  'docs/limits.md': limitsPage(limitRows(rackView(reference.facts))),
  'imports/metrics/series.json': seriesIndex(metricLists()),
  ...Object.assign({}, ...racks.map(rackDocuments)),
};

const isCheck = process.argv.includes('--check');
const stale = Object.entries(documents).filter(
  ([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text,
);
for (const [file, text] of stale) {
  if (isCheck) console.error(`${file} is not what the code says; run: npm run generate`);
  else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
if (!isCheck) console.log(`${stale.length} of ${Object.keys(documents).length} written`);
for (const { file } of broken)
  console.error(`${file} has errors, so its pages are as they were; run: npx rackwright check ${file}`);
process.exitCode = broken.length > 0 || (isCheck && stale.length > 0) ? 1 : 0;
