import { contractOf } from './lib/kit/contract';
import type { App } from './lib/kit/app';
import { toYaml } from './lib/manifest/yaml';
import { composeSample, loadSample, sampleApps } from './lib/testing/sample-rack';

/**
 * The one snapshot set: each app on a small sample rack that runs nothing but what it needs or can use, so that no other
 * app moves its snapshot. It is a tripwire for the constructs; what a change does to the real rack shows in dist/, and so
 * do the dashboards, which are too long to be read twice.
 */
const sample = loadSample();

test.each(sampleApps.map((app) => [app.name, app] as const))('%s renders as reviewed', (name, app) => {
  const apps = Object.fromEntries([...rackOf(app)].map((each) => [each, sample.apps[each]]));
  const { rendered: objects } = composeSample({ ...sample, apps });
  const manifests = objects
    .filter((object) => object.app === name && !object.manifest.metadata.name.startsWith('dashboard-'))
    .map(({ manifest }) => toYaml(manifest));
  expect(`\n${manifests.sort().join('---\n')}`).toMatchSnapshot();
});

/** The platform, the app, and whoever offers what any of them needs or can use. */
function rackOf(app: App, found = new Set<string>()): Set<string> {
  for (const each of [app, ...sampleApps.filter(({ alwaysOn }) => alwaysOn)]) {
    if (found.has(each.name)) continue;
    found.add(each.name);
    const contracts = Object.values(each.needs).map(contractOf);
    for (const other of sampleApps.filter(({ offers }) => offers.some((offered) => contracts.includes(offered)))) {
      rackOf(other, found);
    }
  }
  return found;
}
