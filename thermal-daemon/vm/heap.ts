import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultConfig } from '../src/config/config';
import { createHardware } from '../src/hardware/hardware';
import { BoundedIo } from '../src/io/bounded-io';
import { ControlLoop } from '../src/service/control-loop';
import { Platform } from '../src/service/platform';
import { readTemperature } from '../src/service/temperature';

/**
 * Sixteen hours of control steps as fast as they go, on files: `npm run heap`. Prints anonymous memory, and with
 * --expose-gc the live heap.
 */
const steps = 30_000;
const directory = mkdtempSync(path.join(tmpdir(), 'thermal-heap-'));
const temperature = path.join(directory, 'temp');
const channel = { enable: '0', period: '0', duty_cycle: '0', polarity: 'normal' };
mkdirSync(path.join(directory, 'pwm0'));
for (const [name, value] of Object.entries(channel)) writeFileSync(path.join(directory, 'pwm0', name), value);

let nowMilliseconds = 0;
const nowMs = (): number => nowMilliseconds;
const io = new BoundedIo();
const platform = new Platform(io, defaultConfig.platform);
const loop = new ControlLoop(
  { ...defaultConfig, hardware: { ...defaultConfig.hardware, chip: 'kernel-pwm', pwmPath: directory } },
  {
    nowMs,
    wallSeconds: () => nowMilliseconds / 1000,
    hardware: ({ hardware }) => createHardware(hardware, { io, nowMilliseconds: nowMs, wait: async () => undefined }),
    temperatureCelsius: () => readTemperature(io, temperature),
    platform: () => platform.read(),
    otherSensors: async () => ({ leastDutyRatio: 0, readings: [] }),
    neighbour: () => undefined,
    log: { info: () => undefined, warn: () => undefined, error: (message, fields) => console.error(message, fields) },
  },
);

function report(step: number): void {
  const anonymous = /Anonymous:\s+(\d+)/.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'))?.[1];
  globalThis.gc?.();
  const live = globalThis.gc ? `, live heap ${process.memoryUsage().heapUsed} B` : '';
  console.log(`${step} steps: anonymous ${anonymous} kB${live}`);
}

async function main(): Promise<void> {
  for (let step = 1; step <= steps; step += 1) {
    nowMilliseconds += 2000;
    writeFileSync(temperature, String(52_000 + (step % 7) * 487));
    await loop.step();
    if (step % 3000 === 0) report(step);
  }
  rmSync(directory, { recursive: true });
}

void main();
