import { loadSample, sampleApps } from '../lib/testing/sample-rack';

const stating = sampleApps.filter(({ states }) => states !== undefined);

test('some apps state something', () => {
  expect(stating.map(({ name }) => name)).toContain('prometheus');
});

test.each(stating.map((app) => [app.name, app] as const))('%s names fields that its block has', (_name, app) => {
  const stated = app.states!(app.spec.parse({}) as never, loadSample());
  const fields = [...JSON.stringify(stated).matchAll(/"field":"([^"]*)"/g)].map(([, field]) => field!);
  expect(fields.filter((field) => !(field in app.spec.shape))).toEqual([]);
});
