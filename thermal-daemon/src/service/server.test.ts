import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { defaultConfig } from '../config/config';
import { allFaults } from '../control/fault';
import { exposition } from './exposition';
import { metricsOf, type ProcessFacts } from './metrics';
import { silentPlatform } from './platform';
import { serve, tellingOf } from './server';
import type { Snapshot } from './snapshot';
import { statusOf } from './status';

const facts: ProcessFacts = {
  version: '1.2.3',
  nodeVersion: '22.0.0',
  startedUnixSeconds: 1_700_000_000,
  residentBytes: 5e7,
  cpuSeconds: 1.5,
};
const snapshot: Snapshot = {
  config: defaultConfig,
  configProblems: [],
  reloads: { good: 1, broken: 0 },
  tempCelsius: 54.5,
  tempReadUnixSeconds: 1_700_000_099,
  sampledMs: 4000,
  otherSensors: { leastDutyRatio: 0.2, readings: [{ sensor: 'nvme', tempCelsius: 56.5, fullCelsius: 65 }] },
  neighbour: { tempCelsius: 58.5, leastDutyRatio: 0 },
  tempUnchangedSeconds: 4,
  rateCelsiusPerSecond: 0.01,
  platform: { throttled: false, underVoltage: undefined, busyRatio: 0.5, clockRatio: 0.5 },
  dutyRatio: 0.35,
  readbackRatio: 0.349,
  fans: [
    { fan: 1, rpm: 1875, stalled: false },
    { fan: 2, rpm: undefined, stalled: true },
  ],
  chip: { name: 'emc2302', watchdogSeconds: 4 },
  faults: ['fan-stalled'],
  reasons: ['fan-stalled'],
  steps: { 'write-duty': { succeeded: true, seconds: 0.004 } },
  dutyChanges: 7,
  fanStarts: 2,
  throttledSeconds: 12,
  underVoltageSeconds: undefined,
  chipConfigurations: 1,
  hardwareErrors: { timeout: 2 },
  busErrors: { timeout: 6 },
  faultsSeen: { 'fan-stalled': 3 },
  lastSuccessUnixSeconds: 1_700_000_100,
  lastStepUnixSeconds: 1_700_000_102,
  lastStepMs: 5000,
};

const sources = { snapshot: () => snapshot, facts: () => facts, telling: () => tellingOf(snapshot, 'blade-02', 5000) };

describe('the metrics', () => {
  const text = exposition(metricsOf(snapshot, facts));
  const lines = text.split('\n');

  it.each([
    'thermal_temperature_celsius 54.5',
    'thermal_temperature_timestamp_seconds 1700000099',
    'thermal_temperature_unchanged_seconds 4',
    'thermal_processor_busy_ratio 0.5',
    'thermal_power_estimate_watts 3.625',
    'thermal_throttled_seconds_total 12',
    'thermal_fan_starts_total 2',
    'thermal_last_step_timestamp_seconds 1700000102',
    'thermal_sensor_celsius{sensor="nvme"} 56.5',
    'thermal_sensor_limit_celsius{sensor="nvme"} 65',
    'thermal_neighbour_temperature_celsius 58.5',
    'thermal_duty_ratio 0.35',
    'thermal_duty_readback_ratio 0.349',
    'thermal_duty_changes_total 7',
    'thermal_band_low_celsius 50',
    'thermal_band_high_celsius 60',
    'thermal_fan_rpm{fan="1"} 1875',
    'thermal_fan_stalled{fan="1"} 0',
    'thermal_fan_stalled{fan="2"} 1',
    'thermal_fault{fault="fan-stalled"} 1',
    'thermal_fault{fault="chip-silent"} 0',
    'thermal_faults_total{fault="fan-stalled"} 3',
    'thermal_hardware_errors_total{kind="timeout"} 2',
    'thermal_hardware_errors_total{kind="busy"} 0',
    'thermal_throttled 0',
    'thermal_chip_watchdog_seconds 4',
    'thermal_recovering 0',
    'thermal_config_valid 1',
    'thermal_config_reloads_total{result="taken"} 1',
    'thermal_step_success{step="write-duty"} 1',
    'thermal_step_duration_seconds{step="write-duty"} 0.004',
    'thermal_last_success_timestamp_seconds 1700000100',
    'thermal_build_info{version="1.2.3",node="22.0.0",chip="emc2302",law="hold"} 1',
    'process_resident_memory_bytes 50000000',
    'process_cpu_seconds_total 1.5',
  ])('say %s', (line) => expect(lines).toContain(line));

  it('leave out what is not known, instead of a zero that would lie', () => {
    expect(text).not.toMatch(/^thermal_fan_rpm\{fan="2"\}/m);
    expect(text).not.toMatch(/^thermal_undervoltage /m);
    expect(text).not.toMatch(/^thermal_undervoltage_seconds_total /m);
    expect(exposition(metricsOf({ ...snapshot, platform: silentPlatform }, facts))).not.toMatch(
      /^thermal_(power|processor)\w* /m,
    );
    expect(text).toContain('# TYPE thermal_undervoltage gauge');
  });

  it('estimate the noise of each fan by its speed, or by the duty where none is measured', () => {
    expect(text).toMatch(/^thermal_fan_noise_estimate_decibels\{fan="1"\} 4$/m);
    const loud = { ...snapshot, dutyRatio: 1, fans: [{ fan: 1, rpm: 3500, stalled: false }, snapshot.fans[1]!] };
    const [, byRpm, byDuty] = /"1"\} (6\.38\d*)\n.*"2"\} (14\.9)\n/.exec(exposition(metricsOf(loud, facts))) ?? [];
    expect([byRpm, byDuty].map(Number)).toEqual([expect.closeTo(14.9 + 55 * Math.log10(0.7)), 14.9]);
  });

  it('have every fault from the start', () => {
    for (const fault of allFaults) expect(text).toContain(`thermal_fault{fault="${fault}"} `);
  });

  it('are well formed: help, type and samples of each family together, once', () => {
    const families = [...text.matchAll(/^# HELP (\S+) .+\n# TYPE (\S+) (gauge|counter)\n((?:[^#\n].*\n)*)/gm)];
    expect(families.map(([whole]) => whole).join('')).toBe(text);
    const names = families.map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [, name, typed, type, samples] of families) {
      expect(typed).toBe(name);
      expect(name!.endsWith('_total')).toBe(type === 'counter');
      for (const sample of samples!.split('\n').filter(Boolean)) {
        expect(sample).toMatch(new RegExp(`^${name}(\\{([a-z_]+="([^"\\\\]|\\\\.)*",?)+\\})? -?[0-9.e+-]+$`));
      }
    }
  });

  it('escape what would break a line', () => {
    const nasty = exposition([
      { name: 'x', type: 'gauge', help: 'a\\b\nc', samples: [{ labels: { l: 'q"\\\n' }, value: 1 }] },
    ]);
    expect(nasty).toBe('# HELP x a\\\\b\\nc\n# TYPE x gauge\nx{l="q\\"\\\\\\n"} 1\n');
  });
});

describe('the status', () => {
  it('speaks in sentences', () => {
    expect(statusOf(snapshot, facts)).toMatchObject({
      doing: ['fan-stalled: a driven fan does not turn'],
      temperature: '54.5 °C',
      target: '50 to 60 °C, full speed from 70 °C',
      duty: { told: '35 %', readBack: '35 %' },
      fans: [{ rpm: 1875 }, { rpm: 'not measured', stalled: true }],
      configuration: 'in force',
      lastSuccess: '2023-11-14T22:15:00.000Z',
    });
  });

  it('says unknown where nothing is known', () => {
    const blind = {
      ...snapshot,
      tempCelsius: undefined,
      dutyRatio: undefined,
      chip: undefined,
      lastSuccessUnixSeconds: undefined,
      configProblems: ['x'],
    };
    expect(statusOf(blind, facts)).toMatchObject({
      temperature: 'unknown',
      duty: { told: 'unknown' },
      chip: 'not open',
      lastSuccess: 'never',
      configuration: { refused: ['x'] },
    });
  });

  it('describes a curve', () => {
    const config = { ...defaultConfig, law: 'curve' as const };
    expect(statusOf({ ...snapshot, config }, facts)).toMatchObject({
      target: 'curve 40 °C 30 %, 50 °C 50 %, 60 °C 75 %, 70 °C 100 %',
    });
  });
});

describe('the server', () => {
  let server: Server;
  let stalled: string | undefined;
  beforeEach(async () => {
    stalled = undefined;
    server = await serve(0, { ...sources, stalled: () => stalled });
  });
  afterEach(() => new Promise((done) => server.close(done)));
  const get = (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);

  it.each([
    ['/metrics', 200, 'text/plain; version=0.0.4; charset=utf-8', /thermal_duty_ratio 0.35/],
    ['/metrics?collect=all', 200, 'text/plain; version=0.0.4; charset=utf-8', /thermal_duty_ratio/],
    ['/status', 200, 'application/json; charset=utf-8', /"temperature": "54.5 °C"/],
    [
      '/neighbour',
      200,
      'application/json; charset=utf-8',
      /^\{\s*"node": "blade-02",\s*"tempCelsius": 54.5,\s*"leastDutyRatio": 0.2,\s*"ageSeconds": 1\s*\}\n$/,
    ],
    ['/healthz', 200, 'text/plain; charset=utf-8', /^ok\n$/],
    ['/', 404, 'text/plain; charset=utf-8', /there are \/metrics, \/neighbour, \/healthz, \/status/],
    ['/__proto__', 404, 'text/plain; charset=utf-8', /there are/],
  ])('answers %s with %d', async (path, status, type, body) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(await answer.text()).toMatch(body);
  });

  it('is unhealthy when the loop stalls, and says why', async () => {
    stalled = 'no control step for 11.0 s';
    const answer = await get('/healthz');
    expect([answer.status, await answer.text()]).toEqual([503, 'no control step for 11.0 s\n']);
  });

  it('answers at once however many connections say nothing', async () => {
    const { port } = server.address() as AddressInfo;
    const idle = Array.from({ length: 40 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
    await Promise.all(idle.map((socket) => once(socket, 'connect')));
    const startedAt = performance.now();
    expect((await get('/healthz')).status).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    for (const socket of idle) socket.destroy();
  });

  it('ends a connection that never finishes its request in a few seconds', async () => {
    const { port } = server.address() as AddressInfo;
    const slow = connect(port, '127.0.0.1').on('error', () => undefined);
    slow.write('GET /healthz HTTP/1.1\r\n');
    slow.resume();
    const startedAt = performance.now();
    await once(slow, 'close');
    expect(performance.now() - startedAt).toBeLessThan(6000);
  });

  it('takes nothing from anyone', async () => {
    expect((await get('/metrics', { method: 'POST', body: 'x' })).status).toBe(405);
  });

  it('rejects when the port is taken', async () => {
    const { port } = server.address() as AddressInfo;
    await expect(serve(port, { ...sources, stalled: () => undefined })).rejects.toThrow('EADDRINUSE');
  });
});
