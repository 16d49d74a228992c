import { BoundedIo } from '../io/bounded-io';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { defaultSettings } from '../control/settings';
import { defaultConfig, parseConfig } from './config';
import { ConfigFile, printProblem } from './config-file';

const problems = (source: string): string[] => {
  const checked = parseConfig(source);
  return checked.ok ? [] : checked.problems.map((problem) => printProblem('config.json', problem));
};
const taken = (source: string) => {
  const checked = parseConfig(source);
  if (!checked.ok) throw new Error(problems(source).join('\n'));
  return checked.config;
};

describe('a configuration', () => {
  it('that is empty is all defaults', () => {
    expect(taken('{}')).toEqual(defaultConfig);
    expect(defaultConfig).toMatchObject(defaultSettings);
    expect(defaultConfig).toMatchObject({
      intervalSeconds: 2,
      http: { port: 9101 },
      hardware: { chip: 'auto' },
    });
  });

  it('may begin with a byte order mark, as some editors have it', () => {
    expect(taken('\uFEFF{ "limitCelsius": 72 }').limitCelsius).toBe(72);
  });

  it('says every key once and all of them arrive', () => {
    const config = taken(`{
      "law": "curve",
      "band": { "lowCelsius": 45, "highCelsius": 58 },
      "curve": { "points": [ { "tempCelsius": 45, "dutyRatio": 0.4 }, { "tempCelsius": 65, "dutyRatio": 1 } ], "hysteresisCelsius": 6 },
      "limitCelsius": 68,
      "fan": { "floorRatio": 0.3, "neverStop": true, "minOnSeconds": 60, "minOffSeconds": 30, "riseRatioPerSecond": 1, "fallRatioPerSecond": 0.1, "stallSeconds": 8 },
      "sensor": { "path": "/t", "staleSeconds": 5, "stuckSeconds": 300, "nearProcessor": false, "maxJumpCelsius": 25 },
      "recoverySeconds": 90,
      "intervalSeconds": 1,
      "platform": { "cpufreqPath": "/c", "hwmonPath": "/h", "statPath": "/s", "thermalPath": "/t" },
      "http": { "port": 8080 },
      "hardware": { "chip": "emc2301", "bus": "i2c-1", "address": 47, "pulsesPerTurn": 2, "invertedPwm": true, "pushPull": true,
                    "pwmPath": "/p", "pwmChannel": 1, "rpmFile": "/r", "pwmFrequencyHertz": 22500, "minimumRpm": 700, "fans": [1], "hwmonPath": "/h", "hwmonChannel": 2 },
      "otherSensors": [{ "hwmon": "nvme", "floorCelsius": 50, "fullCelsius": 60 }],
      "neighbours": { "host": "daemons", "port": 9102, "pairs": [{ "drives": "a", "lends": "b" }] }
    }`);
    expect(config).toEqual({
      law: 'curve',
      band: { lowCelsius: 45, highCelsius: 58 },
      curve: {
        points: [
          { tempCelsius: 45, dutyRatio: 0.4 },
          { tempCelsius: 65, dutyRatio: 1 },
        ],
        hysteresisCelsius: 6,
      },
      limitCelsius: 68,
      fan: {
        floorRatio: 0.3,
        neverStop: true,
        minOnSeconds: 60,
        minOffSeconds: 30,
        riseRatioPerSecond: 1,
        fallRatioPerSecond: 0.1,
        stallSeconds: 8,
      },
      sensor: { path: '/t', staleSeconds: 5, stuckSeconds: 300, nearProcessor: false, maxJumpCelsius: 25 },
      recoverySeconds: 90,
      maxStepSeconds: 5,
      intervalSeconds: 1,
      platform: { cpufreqPath: '/c', hwmonPath: '/h', statPath: '/s', thermalPath: '/t' },
      http: { port: 8080 },
      hardware: {
        chip: 'emc2301',
        bus: 'i2c-1',
        address: 47,
        pulsesPerTurn: 2,
        invertedPwm: true,
        pushPull: true,
        pwmPath: '/p',
        pwmChannel: 1,
        rpmFile: '/r',
        pwmFrequencyHertz: 22500,
        minimumRpm: 700,
        fans: [1],
        hwmonPath: '/h',
        hwmonChannel: 2,
      },
      otherSensors: [{ hwmon: 'nvme', floorCelsius: 50, fullCelsius: 60 }],
      neighbours: { host: 'daemons', port: 9102, pairs: [{ drives: 'a', lends: 'b' }] },
    });
  });
});

describe('a refused configuration names file, line, column, place and remedy', () => {
  it.each<[string, string, string[]]>([
    ['nothing at all', '', ['config.json:1:1 expected a value, found the end of the file']],
    ['a list', '[]', ['config.json:1:1 expected an object, found a list']],
    ['a trailing comma', '{ "law": "hold", }', ['config.json:1:18 expected a key in double quotes, found "}"']],
    [
      'a missing comma',
      '{\n "law": "hold"\n "limitCelsius": 70 }',
      ['config.json:3:2 expected "," or "}", found "\\""'],
    ],
    ['a missing colon', '{ "law" "band" }', ['config.json:1:9 expected ":" after "law", found "\\""']],
    ['a bare word', '{ "law": hold }', ['config.json:1:10 hold is no JSON value']],
    ['a number as a person writes it', '{ "limitCelsius": 070 }', ['config.json:1:19 070 is no JSON value']],
    ['an unclosed text', '{ "law": "hold }', ['config.json:1:10 expected a value, found "\\""']],
    ['something after the end', '{} x', ['config.json:1:4 nothing may follow the closing character, found "x"']],
    ['the same key twice', '{ "law": "hold",\n  "law": "curve" }', ['config.json:2:3 "law" stands here twice']],
    ['a bottomless pit', '['.repeat(50), ['config.json:1:22 nested deeper than 20 levels']],
    [
      'a slip of the finger',
      '{ "band": { "lowCelcius": 50 } }',
      ['config.json:1:13 band.lowCelcius: unknown key; known are lowCelsius, highCelsius'],
    ],
    ['a key from elsewhere', '{ "http": { "tls": true } }', ['config.json:1:13 http.tls: unknown key; known are port']],
    ['an unknown law', '{ "law": "pid" }', ['config.json:1:3 law: expected one of "hold", "curve", found "pid"']],
    [
      'a text for a number',
      '{ "limitCelsius": "70" }',
      ['config.json:1:3 limitCelsius: expected a number from 40 to 75, found "70"'],
    ],
    [
      'a limit that comes too late',
      '{ "limitCelsius": 76 }',
      ['config.json:1:3 limitCelsius: expected a number from 40 to 75, found 76'],
    ],
    [
      'half a port',
      '{ "http": { "port": 80.5 } }',
      ['config.json:1:13 http.port: expected a whole number from 1 to 65535, found 80.5'],
    ],
    [
      'null',
      '{ "fan": { "neverStop": null } }',
      ['config.json:1:12 fan.neverStop: expected true or false, found null'],
    ],
    ['an empty path', '{ "sensor": { "path": "" } }', ['config.json:1:15 sensor.path: expected a text, found ""']],
    ['a list for an object', '{ "fan": [] }', ['config.json:1:3 fan: expected an object, found a list']],
    [
      'an object for a list',
      '{ "hardware": { "fans": {} } }',
      ['config.json:1:17 hardware.fans: expected a list, found an object'],
    ],
    [
      'an interval that starves the watchdog',
      '{ "intervalSeconds": 3 }',
      ['config.json:1:3 intervalSeconds: expected a number from 0.5 to 2, found 3'],
    ],
    [
      'a band upside down',
      '{ "band": { "lowCelsius": 65 } }',
      ['config.json:1:3 band: 65 to 60 °C is no band; leave at least 4 K between lowCelsius and highCelsius'],
    ],
    [
      'a band too narrow',
      '{ "band": { "highCelsius": 53 } }',
      ['config.json:1:3 band: 50 to 53 °C is no band; leave at least 4 K between lowCelsius and highCelsius'],
    ],
    [
      'a limit inside the band',
      '{ "limitCelsius": 61 }',
      ["config.json:1:3 limitCelsius: full speed from 61 °C leaves no room above the band's 60 °C; use 62 or more"],
    ],
    [
      'a curve that falls',
      '{ "curve": { "points": [\n  { "tempCelsius": 40, "dutyRatio": 0.5 },\n  { "tempCelsius": 50, "dutyRatio": 0.3 },\n  { "tempCelsius": 60, "dutyRatio": 1 } ] } }',
      ['config.json:3:24 curve.points[1].dutyRatio: the duty falls from 50 % to 30 % as heat rises; use at least 50 %'],
    ],
    [
      'a curve without points',
      '{ "curve": { "points": [] } }',
      ['config.json:1:14 curve.points: the curve has no points; give at least one, ending at 100 %'],
    ],
    [
      'a point without its duty',
      '{ "curve": { "points": [ { "tempCelsius": 60 } ] } }',
      ['config.json:1:26 curve.points[0].dutyRatio: must be given'],
    ],
    [
      'a point whose duty is a text, named once',
      '{ "curve": { "points": [ { "tempCelsius": 60, "dutyRatio": "100%" } ] } }',
      ['config.json:1:47 curve.points[0].dutyRatio: expected a number from -1000 to 1000, found "100%"'],
    ],
    [
      'everything at once, in the order of the file',
      '{\n  "lwa": "hold",\n  "http": { "port": 0 },\n  "limitCelsius": 10\n}',
      [
        'config.json:2:3 lwa: unknown key; known are law, band, curve, limitCelsius, fan, sensor, otherSensors, neighbours, recoverySeconds, intervalSeconds, platform, http, hardware',
        'config.json:3:13 http.port: expected a whole number from 1 to 65535, found 0',
        'config.json:4:3 limitCelsius: expected a number from 40 to 75, found 10',
      ],
    ],
  ])('%s', (_name, source, expected) => expect(problems(source)).toEqual(expected));

  it('never throws, whatever the text', () => {
    const spoilt = fc.tuple(fc.string(), fc.nat(200)).map(([noise, at]) => {
      const good = '{ "law": "hold", "fan": { "floorRatio": 0.2 }, "hardware": { "fans": [1, 2] } }';
      return good.slice(0, at) + noise + good.slice(at);
    });
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), spoilt), (source) => {
        const checked = parseConfig(source);
        expect(checked.ok || checked.problems.length > 0).toBe(true);
      }),
    );
  });

  it('takes exactly the JSON that JavaScript takes, as far as syntax goes', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (source) => {
        const syntax = problems(source).filter((line) =>
          /no JSON value|expected (a value|"[,:]|a key)|nothing may follow/.test(line),
        );
        expect(syntax).toEqual([]);
      }),
    );
  });
});

describe('ConfigFile', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'thermal-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('tells each change once, and what is wrong with a bad one', async () => {
    const path = join(folder, 'config.json');
    const file = new ConfigFile(new BoundedIo(), path);
    expect(await file.look()).toEqual({ kind: 'broken', problems: [`${path}: cannot be read (ENOENT)`] });
    expect(await file.look()).toEqual({ kind: 'same' });
    await writeFile(path, '{}');
    expect(await file.look()).toEqual({ kind: 'good', config: defaultConfig });
    expect(await file.look()).toEqual({ kind: 'same' });
    await writeFile(path, '{ "law": 1 }');
    expect(await file.look()).toEqual({
      kind: 'broken',
      problems: [`${path}:1:3 law: expected one of "hold", "curve", found 1`],
    });
    await rm(path);
    expect(await file.look()).toMatchObject({ kind: 'broken' });
    await writeFile(path, '{}');
    expect(await file.look()).toMatchObject({ kind: 'good' });
  });
});
