import fc from 'fast-check';
import { appBlocks } from './app-blocks';
import { conditionOf, contractOf, isOptional } from './kit/contract';
import { loadRack } from './rack-file/load';
import { checkRack } from './synth';
import { noSecretFiles, referenceFile, referenceText } from './testing/reference-rack';
import { namedApps, sampleApps, sampleImages } from './testing/sample-rack';

const file = referenceFile;

const size = (mebibytes: { min: number; max: number }) => fc.integer(mebibytes).map((count) => `${count}Mi`);
const sizes: Record<string, fc.Arbitrary<string>> = {
  redis: fc
    .record({ memory: size({ min: 64, max: 4096 }), disk: size({ min: 256, max: 40_000 }) })
    .map((block) => JSON.stringify(block)),
  minio: fc
    .record({ memory: size({ min: 512, max: 6000 }), disk: size({ min: 1024, max: 1_200_000 }) })
    .map((block) => JSON.stringify(block)),
  postgres: fc
    .record({ memory: size({ min: 512, max: 6000 }), disk: size({ min: 1024, max: 600_000 }) })
    .map((block) => JSON.stringify(block)),
  prometheus: fc
    .record({ replicas: fc.integer({ min: 1, max: 3 }), memory: size({ min: 256, max: 6000 }) })
    .map((block) => JSON.stringify(block)),
  chat: fc
    .record({ replicas: fc.integer({ min: 1, max: 16 }), memory: size({ min: 1200, max: 6000 }) })
    .map((block) => JSON.stringify(block)),
};

/** Any app off, on, or of another size. */
const anyApps = fc.record(
  Object.fromEntries(
    namedApps
      .filter(({ alwaysOn }) => !alwaysOn)
      .map(({ name }) => [
        name,
        fc.oneof(
          { weight: 9, arbitrary: sizes[name] ?? fc.constant('on') },
          { weight: 1, arbitrary: fc.constant('off') },
        ),
      ]),
  ),
);

/** An app that needs one that is off goes too, as an owner would after the first refusal. */
function withoutDependents(apps: Record<string, string>): Record<string, string> {
  const isOff = (name: string) => apps[name] === 'off';
  const stranded = namedApps.filter(
    ({ name, needs }) =>
      name in apps &&
      !isOff(name) &&
      Object.values(needs).some(
        (need) =>
          (!isOptional(need) || conditionOf(need)) &&
          namedApps.filter(({ offers }) => offers.includes(contractOf(need))).every((provider) => isOff(provider.name)),
      ),
  );
  if (stranded.length === 0) return apps;
  return withoutDependents({ ...apps, ...Object.fromEntries(stranded.map(({ name }) => [name, 'off'])) });
}

const optional = namedApps.filter(({ alwaysOn }) => !alwaysOn).map(({ name }) => name);

/** The reference rack with every app on but for what is stated. */
function withApps(apps: Record<string, string>): string {
  const every = { ...Object.fromEntries(optional.map((name) => [name, 'on'])), ...apps };
  const block = Object.entries(every).map(([name, value]) => `  ${name}: ${value}\n`);
  return referenceText.replace(/^apps:.*\n(?: {2}.*\n)+/m, `apps:\n${block.join('')}`);
}

test('whatever is switched off or resized, the rest stays consistent, or the rack file or the capacity says no', () => {
  let carried = 0;
  fc.assert(
    fc.property(anyApps, fc.boolean(), (chosen, consistently) => {
      const apps = consistently ? withoutDependents(chosen) : chosen;
      const { rack, problems } = loadRack({ text: withApps(apps), file, apps: appBlocks(sampleApps) });
      if (!rack) {
        expect(problems.filter(({ level }) => level === 'error')).not.toEqual([]);
        return;
      }
      const { findings } = checkRack({ rack, images: sampleImages, secrets: noSecretFiles });
      const errors = findings.filter(({ level, rule }) => level === 'error' && !rule.startsWith('capacity/'));
      expect(errors).toEqual([]);
      carried += 1;
    }),
    { numRuns: 60 },
  );
  expect(carried).toBeGreaterThan(10); // else the property says nothing about synth
});

test('the reference rack without one optional app is a rack or a mistake that names it', () => {
  for (const name of optional) {
    const { rack, problems } = loadRack({ text: withApps({ [name]: 'off' }), file, apps: appBlocks(sampleApps) });
    if (!rack) expect(problems.map(({ title }) => title).join()).toContain(name);
    else
      expect(
        checkRack({ rack, images: sampleImages, secrets: noSecretFiles }).findings.filter(
          ({ level }) => level === 'error',
        ),
      ).toEqual([]);
  }
});

test('what Longhorn reserves of each disk is no room for its volumes', () => {
  const text = withApps({ longhorn: '{ reserved: 99% }' });
  const { problems } = loadRack({ text, file, apps: appBlocks(sampleApps) });
  const about = problems.filter(({ detail }) => detail?.includes('99% of Longhorn’s part of each disk stays free'));
  expect(problems.length).toBeGreaterThan(0);
  expect(about).toEqual(problems);
});
