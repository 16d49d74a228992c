import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  fan1_input: '1200\n',
  'cpufreq/cpuinfo_cur_freq': '1500000\n',
  'cpufreq/scaling_cur_freq': '1500000\n',
  'cpufreq/cpuinfo_max_freq': '1500000\n',
  'hwmon/hwmon1/name': 'rpi_volt\n',
  'hwmon/hwmon1/in0_lcrit_alarm': '0\n',
};
/** A quarter of the time between the two was busy. */
const stats = ['cpu  1000 0 500 8000 100 0 0 0 0 0\n', 'cpu  1200 0 550 8700 150 0 0 0 0 0\n'] as const;

const PATIENCE_MS = 20_000;

/** Runs the bundled daemon on such a blade and returns what /metrics says once everything is known. */
export async function recordMetrics(bundle: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'thermal-metrics-'));
  const port = await freePort();
  for (const [name, content] of Object.entries(sysfs)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  writeFileSync(join(folder, 'stat'), stats[0]);
  writeFileSync(join(folder, 'config.json'), JSON.stringify(configuration(folder, port)));
  const daemon = spawn(process.execPath, [bundle, `--config=${join(folder, 'config.json')}`], { stdio: 'ignore' });
  const ended = once(daemon, 'exit');
  try {
    await scrapedWith(port, 'thermal_duty_ratio 0.2');
    writeFileSync(join(folder, 'stat'), stats[1]);
    return await scrapedWith(port, 'thermal_processor_busy_ratio 0.25');
  } finally {
    daemon.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  }
}

const configuration = (folder: string, port: number) => ({
  http: { port },
  intervalSeconds: 0.5,
  sensor: { path: join(folder, 'thermal/temp') },
  platform: {
    cpufreqPath: join(folder, 'cpufreq'),
    hwmonPath: join(folder, 'hwmon'),
    statPath: join(folder, 'stat'),
  },
  hardware: { chip: 'kernel-pwm', pwmPath: join(folder, 'pwmchip0'), rpmFile: join(folder, 'fan1_input') },
});

async function scrapedWith(port: number, line: string): Promise<string> {
  let text: string | undefined;
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(50)) {
    text = await fetch(`http://127.0.0.1:${port}/metrics`).then(
      (answer) => answer.text(),
      () => undefined,
    );
    if (text?.includes(`\n${line}\n`)) return text;
  }
  throw new Error(`/metrics did not come to say "${line}" within ${PATIENCE_MS} ms; last: ${text ?? 'no answer'}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
