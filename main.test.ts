import { toYaml } from './lib/manifest/yaml';
import { composeSample, sampleApps } from './lib/testing/sample-rack';

/**
 * The one snapshot set: a small sample rack, one snapshot per app. It is a tripwire for the constructs; what a change
 * does to the real rack shows in dist/, and so do the dashboards, which are too long to be read twice.
 */
const { rendered: objects } = composeSample();

test.each(sampleApps.map(({ name }) => [name]))('%s renders as reviewed', (app) => {
  const manifests = objects
    .filter((object) => object.app === app && !object.manifest.metadata.name.startsWith('dashboard-'))
    .map(({ manifest }) => toYaml(manifest));
  expect(`\n${manifests.sort().join('---\n')}`).toMatchSnapshot();
});
