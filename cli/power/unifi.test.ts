import { type Server, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { type Mood, type PlayedController, playController } from './testing/played-controller';
import { selfSigned } from './testing/self-signed';
import { unifiController } from './unifi';

const key = 'the-key-of-the-test';
const mac = '74:ac:b9:01:02:03';
const slept: number[] = [];
const sleep = (milliseconds: number) => {
  slept.push(milliseconds);
  return Promise.resolve();
};
let played: PlayedController;

beforeEach(async () => {
  slept.length = 0;
  played = await playController({ key, mac, ports: 24 });
});
afterEach(() => played.stop());

const controller = (over: Partial<Parameters<typeof unifiController>[0]> = {}) =>
  unifiController({ url: played.url, control: { mac, site: 'default' }, apiKey: key, sleep, ...over });

/** What it says when it cannot; the key must never be part of it. */
async function refusal(run: () => Promise<unknown>): Promise<string> {
  const error = await run().then(
    () => new Error('it went through'),
    (thrown: Error) => thrown,
  );
  expect(error.message).not.toContain(key);
  return error.message;
}

test('tells what every port gives, and which is the uplink', async () => {
  const ports = await controller().ports();
  expect(ports).toHaveLength(24);
  expect(ports[6]).toEqual({
    port: 7,
    name: 'Port 7',
    canFeed: true,
    isUplink: false,
    isOn: true,
    watts: 6.5,
    isLinkUp: true,
    macs: [],
  });
  expect(ports.filter(({ isUplink }) => isUplink).map(({ port }) => port)).toEqual([24]);
});

test('switches one port off and on, and sends all other overrides back as they were', async () => {
  await controller().setPower(7, false);
  expect([...played.off]).toEqual([7]);
  expect(played.orders[0]).toEqual({
    port_overrides: [
      { port_idx: 24, name: 'uplink', portconf_id: 'p1', speed: 1000 },
      { port_idx: 7, poe_mode: 'off', portconf_id: 'p1' },
    ],
  });
  await controller().setPower(7, true);
  expect([...played.off]).toEqual([]);
  expect((await controller().ports())[6]?.isOn).toBe(true);
});

test.each<[string, Partial<Mood>, RegExp]>([
  ['an error of its own', { error: 'api.err.NoPermission' }, /refuses: api\.err\.NoPermission/],
  ['403', { status: { code: 403, times: 9 } }, /may not do that: its owner must be an administrator/],
  ['404', { status: { code: 404, times: 9 } }, /Network 9\.0\.114 or newer/],
  ['500', { status: { code: 500, times: 9 } }, /refuses: api\.err\.Busy/],
  ['silence', { slowMs: 2000 }, /did not answer within 0\.3 s/],
  ['an order that it forgets', { forgets: true }, /did not take the order for port 7/],
  ['another administrator at the same time', { meanwhile: 9 }, /Settings of port 9 changed .* at the same time/],
])('on %s it says what was', async (_, mood, says) => {
  Object.assign(played.mood, mood);
  const timeoutMs = mood.slowMs === undefined ? undefined : 300;
  expect(await refusal(() => controller({ timeoutMs }).setPower(7, false))).toMatch(says);
});

test('a key that it does not take is told, and how to enter another', async () => {
  const said = await refusal(() => controller({ apiKey: 'another' }).ports());
  expect(said).toMatch(/does not take the key: .*secrets edit desk\/switches/);
});

test('a switch that it does not have is told, with those it has', async () => {
  const control = { mac: '00:11:22:33:44:55', site: 'default' };
  expect(await refusal(() => controller({ control }).ports())).toMatch(/it has 00:00:00:00:00:01, 74:ac:b9:01:02:03/);
});

test('while it is busy it is asked again, as late as it says', async () => {
  played.mood.status = { code: 429, times: 2, headers: { 'retry-after': '4' } };
  expect(await controller().ports()).toHaveLength(24);
  expect(slept).toEqual([4000, 4000]);
});

test('an order whose answer was lost is looked up, and not sent again', async () => {
  played.mood.losesAnswer = true;
  await controller().setPower(7, false);
  expect(played.orders).toHaveLength(1);
  expect([...played.off]).toEqual([7]);
});

test('an order to a busy controller is not sent again behind its back', async () => {
  const ports = await controller().ports();
  expect(ports).toHaveLength(24);
  played.mood.status = { code: 503, times: 0 };
  const before = played.requests.length;
  const running = controller().setPower(7, false);
  await running;
  expect(played.requests.slice(before)).toEqual([
    'GET /proxy/network/api/s/default/stat/device',
    'PUT /proxy/network/api/s/default/rest/device/d1',
    'GET /proxy/network/api/s/default/stat/device',
  ]);
});

test('a key never goes over a line that is not encrypted', async () => {
  expect(await refusal(() => controller({ url: 'http://192.168.1.1' }).ports())).toMatch(/not encrypted/);
});

test('a port that nobody listens on is told', async () => {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  expect(await refusal(() => controller({ url: `https://127.0.0.1:${port}` }).ports())).toMatch(/cannot be reached/);
});

describe('a controller that signs its own certificate', () => {
  const { fingerprint, ...tls } = selfSigned('UniFi');
  const other = selfSigned('UniFi').fingerprint;
  let secure: PlayedController;
  beforeEach(async () => {
    secure = await playController({ key, mac, ports: 24, tls });
  });
  afterEach(() => secure.stop());
  const pinned = (pin?: string) =>
    controller({ url: secure.url, control: { mac, site: 'default', ...(pin !== undefined && { fingerprint: pin }) } });

  test('is taken by the fingerprint that the rack file states', async () => {
    expect(await pinned(fingerprint).ports()).toHaveLength(24);
  });

  test('is not trusted without one, and its fingerprint is said, to be compared', async () => {
    expect(await refusal(() => pinned().ports())).toContain(fingerprint);
    expect(secure.requests).toEqual([]);
  });

  test('gets no key when it shows another certificate', async () => {
    const said = await refusal(() => pinned(other).ports());
    expect(said).toContain('another certificate than the rack file says');
    expect(said).toContain('No key was sent');
    expect(secure.requests).toEqual([]);
  });
});
