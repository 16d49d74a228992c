import { fieldAt, isRecord, recordsOf, textOf } from '../../lib/manifest/field-path';
import type { PortState } from '../../lib/power/request';
import type { SwitchControl } from '../../lib/rack-file/rack';
import { ControllerError, type SwitchController } from './controller';
import { type HttpAnswer, NoAnswer, callPinned } from './pinned-http';

export interface UnifiOptions {
  url: string;
  control: SwitchControl;
  /** Sent with every request, and written nowhere. */
  apiKey: string;
  /** @default 15_000 */
  timeoutMs?: number;
  sleep: (milliseconds: number) => Promise<void>;
}

const readTries = 3;
const busySeconds = { most: 30, unsaid: 5 };

/**
 * Ports of a switch through the controller of UniFi Network 9.0.114 or newer on UniFi OS, with an API key. Shapes of paths,
 * devices and port_overrides: aiounifi 4ba00ff, models/device.py (DeviceListRequest, DeviceSetPoePortModeRequest); the key's
 * header and prefix: go-unifi 0afeca0, api_paths.go. Its own power-cycle is not used: between off and on a blade is fenced.
 */
export function unifiController(options: UnifiOptions): SwitchController {
  const { url, control, sleep } = options;
  const device = async (): Promise<Record<string, unknown>> => {
    const devices = await asked(options, 'GET', '/stat/device');
    const found = devices.find((each) => textOf(each['mac'])?.toLowerCase() === control.mac);
    if (found) return found;
    const others = devices.flatMap((each) => textOf(each['mac']) ?? []);
    const list = others.length > 0 ? `it has ${others.slice(0, 8).join(', ')}` : 'it has none';
    throw new ControllerError(`${url} has no device ${control.mac} on the site ${control.site}: ${list}`);
  };
  return {
    name: url,
    ports: async () => portsOf(await device()),
    async setPower(port, isOn) {
      const before = await device();
      const wanted = withMode(before, port, isOn ? 'auto' : 'off');
      const id = String(before['_id']);
      try {
        await asked(options, 'PUT', `/rest/device/${encodeURIComponent(id)}`, { port_overrides: wanted });
      } catch (error) {
        // It may have taken the order and lost the answer: what stands there now decides, and an order is never sent twice.
        if (!(error instanceof NoAnswer)) throw error;
        await sleep(1000);
      }
      const after = recordsOf((await device())['port_overrides']);
      if (modeIn(after, port) !== (isOn ? 'auto' : 'off')) {
        throw new ControllerError(`${url} did not take the order for port ${port}`);
      }
      const changed = otherPorts(recordsOf(before['port_overrides']), after, port);
      if (changed.length > 0) {
        throw new ControllerError(
          `Settings of port ${changed.join(', ')} changed on ${url} at the same time: look at them in the controller`,
        );
      }
    },
  };
}

/** The list of overrides is replaced as a whole, so all others go back as they came. */
function withMode(device: Record<string, unknown>, port: number, mode: string): Record<string, unknown>[] {
  const overrides = recordsOf(device['port_overrides']);
  if (overrides.some((each) => each['port_idx'] === port)) {
    return overrides.map((each) => (each['port_idx'] === port ? { ...each, poe_mode: mode } : each));
  }
  const profile = textOf(recordsOf(device['port_table']).find((each) => each['port_idx'] === port)?.['portconf_id']);
  return [...overrides, { port_idx: port, poe_mode: mode, ...(profile !== undefined && { portconf_id: profile }) }];
}

const modeIn = (overrides: readonly Record<string, unknown>[], port: number) =>
  overrides.find((each) => each['port_idx'] === port)?.['poe_mode'];

function otherPorts(
  before: readonly Record<string, unknown>[],
  after: readonly Record<string, unknown>[],
  port: number,
): unknown[] {
  const numbers = new Set([...before, ...after].map((each) => each['port_idx']));
  return [...numbers].filter(
    (number) => number !== port && modeIn(before, Number(number)) !== modeIn(after, Number(number)),
  );
}

function portsOf(device: Record<string, unknown>): PortState[] {
  return recordsOf(device['port_table']).flatMap((entry): PortState[] => {
    const port = entry['port_idx'];
    if (typeof port !== 'number') return [];
    const watts = Number(entry['poe_power'] ?? 0);
    const name = textOf(entry['name']);
    return [
      {
        port,
        ...(name !== undefined && { name }),
        canFeed: entry['port_poe'] === true,
        isUplink: entry['is_uplink'] === true,
        // What was ordered; poe_enable says what the switch found behind the port.
        isOn:
          entry['port_poe'] === true &&
          (modeIn(recordsOf(device['port_overrides']), port) ?? entry['poe_mode']) !== 'off',
        watts: Number.isFinite(watts) ? watts : 0,
        isLinkUp: entry['up'] === true,
        macs: recordsOf(entry['mac_table']).flatMap(({ mac }) => textOf(mac)?.toLowerCase() ?? []),
      },
    ];
  });
}

/** Reading is tried again after silence and while the controller is busy; an order is sent once. */
async function asked(
  { url, control, apiKey, timeoutMs = 15_000, sleep }: UnifiOptions,
  method: 'GET' | 'PUT',
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>[]> {
  const target = new URL(`${url.replace(/\/$/, '')}/proxy/network/api/s/${control.site}${path}`);
  for (let attempt = 1; ; attempt += 1) {
    const isLast = method === 'PUT' || attempt === readTries;
    try {
      const answer = await callPinned({
        method,
        url: target,
        body,
        timeoutMs,
        headers: { 'x-api-key': apiKey },
        ...(control.fingerprint !== undefined && { fingerprint: control.fingerprint }),
      });
      const busy = answer.status === 429 || answer.status >= 502;
      if (!busy || isLast) return dataOf(answer, url, control.site);
      const said = Number(answer.headers['retry-after'] ?? busySeconds.unsaid);
      await sleep(Math.min(Number.isFinite(said) ? said : busySeconds.unsaid, busySeconds.most) * 1000);
    } catch (error) {
      if (!(error instanceof NoAnswer) || isLast) throw error;
    }
  }
}

function dataOf({ status, text }: HttpAnswer, url: string, site: string): Record<string, unknown>[] {
  if (status === 401) {
    throw new ControllerError(
      `${url} does not take the key: make a new one there, then npx rackwright secrets edit desk/switches`,
    );
  }
  if (status === 403)
    throw new ControllerError(`The key of ${url} may not do that: its owner must be an administrator of ${site}`);
  if (status === 404)
    throw new ControllerError(
      `${url} has no such page: is it UniFi OS with Network 9.0.114 or newer, and ${site} the site?`,
    );
  const body = parsed(text);
  const meta = isRecord(body) ? fieldAt(body, 'meta') : undefined;
  if (status === 200 && isRecord(meta) && meta['rc'] === 'ok') return recordsOf(fieldAt(body, 'data'));
  const said = textOf(isRecord(meta) ? meta['msg'] : undefined);
  if (said !== undefined) throw new ControllerError(`${url} refuses: ${said}`);
  throw new ControllerError(`${url} answers ${status}${body === undefined ? ', and no JSON: it may be starting' : ''}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
