import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as z from 'zod';
import type { AppBlock } from './app-block';
import { messageOf } from './fixture-message';
import { fixtureApps } from './fixture-apps';
import { draftOf, loadRack } from './load';
import { allRules } from './rules/all-rules';
import { Source } from './source';
import { checkSyntax } from './syntax';

const root = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const yamlFilesIn = (folder: string) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.yaml'));
const load = (text: string) => loadRack({ text, file: 'rack.yaml', apps: fixtureApps });

const invalid = 'test/fixtures/invalid';
const valid = 'test/fixtures/valid';
/** The reference rack with these lines below `apps:`. */
const withApps = (lines: string) => homelab.replace(/^apps:.*\n(?: {2}.*\n)+/m, `apps:\n${lines}\n`);
const homelab = read(`${valid}/reference-rack.yaml`);

describe('a rack file with faults', () => {
  const names = yamlFilesIn(invalid);

  it.each(names)('is refused with its whole message: %s', (name) => {
    expect(messageOf(name, read(`${invalid}/${name}`))).toBe(read(`${invalid}/${name.replace('.yaml', '.txt')}`));
  });

  it('has a message for at least sixty different faults', () => {
    // Values, places and suggestions differ from file to file; what is left is the sentence.
    const sentences = names.flatMap((name) =>
      load(read(`${invalid}/${name}`)).problems.map(({ title }) =>
        title.replaceAll(/"[^"]*"|[\w.-]*\d[\w./-]*|\b(network|hardware|switches|apps)\.[\w.-]+/g, '…'),
      ),
    );
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(new Set(sentences).size).toBeGreaterThanOrEqual(60);
  });

  it('has a file that makes each rule fire', () => {
    const drafts = names.map((name) => {
      const source = new Source(name, read(`${invalid}/${name}`));
      return { source, draft: draftOf(source, fixtureApps, checkSyntax(source).soundUntil).draft };
    });
    const silent = allRules.filter(
      (rule) => !drafts.some(({ source, draft }) => draft && rule(draft, source).length > 0),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it.each(names)('becomes valid by following the suggestions, one fault at a time: %s', (name) => {
    const text = read(`${invalid}/${name}`);
    const before = load(text).problems;
    for (const { line, column, length, suggestion = '' } of before.filter((problem) => problem.suggestion)) {
      const lines = text.split('\n');
      const old = lines[line - 1] ?? '';
      lines[line - 1] = old.slice(0, column - 1) + suggestion + old.slice(column - 1 + length);
      expect(load(lines.join('\n')).problems.length).toBeLessThan(before.length);
    }
  });

  it('has no message without a file that shows it', () => {
    const messages = readdirSync(join(root, invalid)).filter((name) => name.endsWith('.txt'));
    expect(messages.map((name) => name.replace('.txt', '.yaml')).sort()).toEqual([...names].sort());
  });
});

describe('a sound rack file', () => {
  it.each(yamlFilesIn(valid))('loads without an error: %s', (name) => {
    const { rack, problems } = load(read(`${valid}/${name}`));
    expect(problems.filter(({ level }) => level === 'error')).toEqual([]);
    expect(rack?.blades.length).toBeGreaterThan(0);
  });

  it('expands the reference rack to twenty blades, each fed by the port of its number', () => {
    const { rack, problems } = load(homelab);
    expect(problems).toEqual([]);
    expect(rack?.blades).toHaveLength(20);
    expect(rack?.blades.map(({ name, address, feed }) => [name, address, feed?.port])).toEqual(
      Array.from({ length: 20 }, (_, index) => [
        `blade-${String(index + 1).padStart(2, '0')}`,
        `192.168.1.${11 + index}`,
        index + 1,
      ]),
    );
    expect(rack?.blades.filter(({ role }) => role === 'control-plane').map(({ name }) => name)).toEqual([
      'blade-01',
      'blade-02',
      'blade-03',
    ]);
  });

  it('turns shorthand into exact numbers and fills in defaults', () => {
    expect(load(homelab).rack).toMatchObject({
      network: {
        dns: ['192.168.1.1'],
        time: ['192.168.1.1', '162.159.200.1', '162.159.200.123'],
        pods: '10.244.0.0/16',
        services: '10.96.0.0/12',
        loadBalancers: { first: '192.168.1.200', last: '192.168.1.219' },
      },
      hardware: { cm4: { memoryBytes: 8e9, diskBytes: 1e12, installDisk: '/dev/nvme0n1', watts: { min: 3, max: 12 } } },
      switches: { 'usw-pro-24': { perPortWatts: 25, totalWatts: 400 } },
      room: { minCelsius: 18, maxCelsius: 28, noiseDecibelA: 30 },
      thermal: { law: 'hold', minCelsius: 50, maxCelsius: 60 },
      apps: { redis: { memory: '384Mi' }, postgres: { memory: '2Gi', disk: '40Gi', instances: 3 } },
      backups: { offsite: { region: 'us-east-1' } },
      accept: [{ rule: 'power/one-switch', until: '2027-06-01' }],
    });
  });

  it('reads every form of every field', () => {
    expect(load(read(`${valid}/every-field.yaml`)).rack).toMatchObject({
      network: {
        time: ['172.16.0.1', 'ntp.example.org'],
        loadBalancers: { first: '172.16.0.250', last: '172.16.1.9' },
      },
      hardware: { cm4: { watts: { min: 2.5, max: 12.95 } } },
      switches: { 'usw-pro-24': { unifi: 'https://172.16.0.1:8443' } },
      room: { minCelsius: -5, maxCelsius: 32.5 },
      thermal: { law: 'curve', points: expect.arrayContaining([{ tempCelsius: 40, dutyRatio: 0.3 }]) },
      apps: { minio: { disk: '100Gi' }, postgres: { keepBackups: '56d' } },
    });
  });

  it('takes the hysteresis of a curve', () => {
    const { rack } = load(homelab.replace('hold: 50C-60C', 'curve: [[40C, 30%], [70C, 100%]], hysteresis: 6K'));
    expect(rack?.thermal).toMatchObject({ law: 'curve', hysteresisKelvin: 6 });
  });

  it.each([
    ['nothing but the platform where nothing is named', '', []],
    ['an app that is named', '  redis: on', ['redis']],
    ['an app that has a block', '  redis: { memory: 512Mi }', ['redis']],
    ['an app whose block has all its lines commented out', '  redis:', ['redis']],
    ['whatever one that is named needs', '  postgres: on', ['minio', 'postgres']],
    ['whatever that needs in turn', '  chat: on', ['redis', 'minio', 'postgres', 'chat']],
    ['none that says off', '  minio: on\n  redis: off', ['minio']],
  ])('switches on %s', (_, lines, on) => {
    const { rack, problems } = load(withApps(lines));
    expect(problems.filter(({ level }) => level === 'error')).toEqual([]);
    expect(Object.keys(rack?.apps ?? {})).toEqual(['cilium', 'longhorn', ...on]);
  });

  it('gives an app that others need its defaults', () => {
    expect(load(withApps('  chat: on')).rack?.apps).toMatchObject({ redis: { memory: '384Mi' } });
  });

  it('is the same rack when an update brings an app that nobody asked for', () => {
    const newcomer: AppBlock = { name: 'newcomer', summary: 'for tests', schema: z.strictObject({}), needs: ['redis'] };
    for (const name of yamlFilesIn(valid)) {
      const given = { text: read(`${valid}/${name}`), file: name };
      const before = loadRack({ ...given, apps: fixtureApps });
      expect(loadRack({ ...given, apps: [newcomer, ...fixtureApps] })).toEqual(before);
    }
  });

  it('loads beside a warning, and keeps it', () => {
    const { rack, problems } = load(read(`${valid}/only-what-is-required.yaml`));
    expect(rack?.backups).toEqual({});
    expect(problems.map(({ level, title }) => [level, title])).toEqual([
      ['warning', 'no backups.offsite and no object store: nothing is backed up'],
    ]);
  });
});

describe('whatever stands in the file', () => {
  it('answers with problems that lie inside it, and never throws', () => {
    const inserted = fc.constantFrom(
      '',
      ' ',
      '\n',
      '\t',
      ':',
      '{',
      '}',
      '[',
      ']',
      '-',
      '"',
      '#',
      '0',
      'x',
      '..',
      '&a',
      '*a',
      '!t ',
      '? ',
      ', ',
      '|',
      '>',
      '\u0000',
      '💡',
    );
    const edit = fc.tuple(fc.nat({ max: homelab.length }), fc.nat({ max: 12 }), inserted);
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const text = edits.reduce((so, [at, drop, put]) => so.slice(0, at) + put + so.slice(at + drop), homelab);
        const { rack, problems } = load(text);
        const lines = text.split(/\r\n|\n|\r/);
        if (!rack) expect(problems.some(({ level }) => level === 'error')).toBe(true);
        for (const { line, column, length } of problems) {
          expect(lines.length).toBeGreaterThanOrEqual(line);
          expect((lines[line - 1] ?? '').length + 1).toBeGreaterThanOrEqual(column + length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tells each fault once', () => {
    for (const name of yamlFilesIn(invalid)) {
      const places = load(read(`${invalid}/${name}`)).problems.map(
        ({ line, column, title }) => `${line}:${column} ${title}`,
      );
      expect(places).toEqual([...new Set(places)]);
    }
  });
});
