import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A warm blade on files: what sysfs and procfs of a node would show, with a fan on a PWM pin of the kernel's. */
const sysfs: Readonly<Record<string, string>> = {
  'thermal/temp': '62336\n',
  'pwmchip0/pwm0/enable': '0\n',
  'pwmchip0/pwm0/period': '0\n',
  'pwmchip0/pwm0/duty_cycle': '0\n',
  'pwmchip0/pwm0/polarity': 'normal\n',
  fan1_input: '3812\n',
  'cpufreq/scaling_cur_freq': '1500000\n',
  'cpufreq/cpuinfo_max_freq': '1500000\n',
  'hwmon/hwmon0/name': 'nvme\n',
  'hwmon/hwmon0/temp1_input': '48850\n',
  'hwmon/hwmon1/name': 'rpi_volt\n',
  'hwmon/hwmon1/in0_lcrit_alarm': '0\n',
};
/** Between any two of these a quarter of the time was busy. */
const statAfter = (times: number): string =>
  `cpu  ${1000 + times * 20} 0 ${500 + times * 5} ${8000 + times * 75} 0 0 0 0\n`;

/** All of it true: the blade is known, and the fan is where the curve wants it. */
const settled = ['thermal_duty_ratio 0.75', 'thermal_duty_readback_ratio 0.75', 'thermal_processor_busy_ratio 0.25'];

const PATIENCE_MS = 40_000;

/** Runs the bundled daemon on such a blade and returns what /metrics says once everything is known. */
export async function recordMetrics(bundle: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'thermal-metrics-'));
  const port = await freePort();
  for (const [name, content] of Object.entries(sysfs)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  let looks = 0;
  const working = setInterval(() => replace(join(folder, 'stat'), statAfter(++looks)), 100);
  writeFileSync(join(folder, 'config.json'), JSON.stringify(configuration(folder, port)));
  const daemon = spawn(process.execPath, [bundle, `--config=${join(folder, 'config.json')}`], { stdio: 'ignore' });
  const ended = once(daemon, 'exit');
  try {
    return await scrapedWith(port, settled);
  } finally {
    clearInterval(working);
    daemon.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  }
}

/** As a whole: a reader never sees half of it. */
function replace(file: string, content: string): void {
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}

const configuration = (folder: string, port: number) => ({
  law: 'curve',
  http: { port },
  sensor: { path: join(folder, 'thermal/temp') },
  platform: {
    cpufreqPath: join(folder, 'cpufreq'),
    hwmonPath: join(folder, 'hwmon'),
    statPath: join(folder, 'stat'),
  },
  hardware: { chip: 'kernel-pwm', pwmPath: join(folder, 'pwmchip0'), rpmFile: join(folder, 'fan1_input') },
});

async function scrapedWith(port: number, lines: readonly string[]): Promise<string> {
  let text: string | undefined;
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(50)) {
    text = await fetch(`http://127.0.0.1:${port}/metrics`).then(
      (answer) => answer.text(),
      () => undefined,
    );
    if (text !== undefined && lines.every((line) => text!.includes(`\n${line}\n`))) return text;
  }
  throw new Error(
    `/metrics did not come to say "${lines.join('", "')}" within ${PATIENCE_MS} ms; last: ${text ?? 'no answer'}`,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
