import { contractOf } from './lib/kit/contract';
import type { App } from './lib/kit/app';
import type { RackSpec } from './lib/rack-file/rack';
import { toYaml } from './lib/manifest/yaml';
import { composeSample, loadSample, namedApps, sampleApps } from './lib/testing/sample-rack';

/**
 * The one snapshot set: each app on a small sample rack that runs nothing but what it needs or can use, so that no other
 * app moves its snapshot. It is a tripwire for the constructs; what a change does to the real rack shows in dist/, and so
 * do the dashboards, which are too long to be read twice.
 */
const sample = loadSample();

test.each(namedApps.map((app) => [app.name, app] as const))('%s renders as reviewed', (name, app) => {
  const apps = Object.fromEntries([...rackOf(app)].map((each) => [each, sample.apps[each]]));
  expect(rendered(name, { ...sample, apps })).toMatchSnapshot();
});

/** Sections of the rack file that bring an app. */
const sections = { objects: { endpoint: 'https://nas.sample-rack.net:9000', region: 'us-east-1', prefix: 'sample' } };

test.each(sampleApps.filter(({ section }) => section !== undefined).map(({ name }) => name))(
  '%s renders as reviewed, where the rack file has its section',
  (name) => {
    expect(rendered(name, { ...sample, ...sections, apps: { ...sample.apps, [name]: {} } })).toMatchSnapshot();
  },
);

function rendered(name: string, rack: RackSpec): string {
  const { rendered: objects } = composeSample(rack);
  const manifests = objects
    .filter((object) => object.app === name && !object.manifest.metadata.name.startsWith('dashboard-'))
    .map(({ manifest }) => toYaml(manifest));
  return `\n${manifests.sort().join('---\n')}`;
}

/** The platform, the app, and whoever offers what any of them needs or can use. */
function rackOf(app: App, found = new Set<string>()): Set<string> {
  for (const each of [app, ...sampleApps.filter(({ alwaysOn }) => alwaysOn)]) {
    if (found.has(each.name)) continue;
    found.add(each.name);
    const contracts = Object.values(each.needs).map(contractOf);
    for (const other of namedApps.filter(({ offers }) => offers.some((offered) => contracts.includes(offered)))) {
      rackOf(other, found);
    }
  }
  return found;
}
