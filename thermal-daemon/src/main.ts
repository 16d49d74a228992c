import { setTimeout as sleep } from 'node:timers/promises';
import { parseCommand, usage, type Command } from './command-line';
import { ConfigFile } from './config/config-file';
import { defaultConfig, type Config } from './config/config';
import { createHardware } from './hardware/hardware';
import { lentFan } from './hardware/lent-fan';
import { BoundedIo, POOL_THREADS } from './io/bounded-io';
import { ControlLoop, type Surroundings } from './service/control-loop';
import { dryRun } from './service/dry-run';
import { jsonLog } from './service/log';
import type { ProcessFacts } from './service/metrics';
import { Platform } from './service/platform';
import { Runner } from './service/runner';
import { Neighbour, neighbourOverHttp, partOf } from './service/neighbour';
import { OtherSensors } from './service/other-sensors';
import { serve, tellingOf } from './service/server';
import { statusOf } from './service/status';
import { readTemperature } from './service/temperature';

// Before anything uses Node's thread pool, which is made once.
process.env.UV_THREADPOOL_SIZE ??= String(POOL_THREADS);

const log = jsonLog(
  (line) => process.stderr.write(line),
  () => new Date(),
);
const version = process.env.THERMAL_DAEMON_VERSION ?? 'unbuilt';
const io = new BoundedIo();
/** Set from the pod's own node by the DaemonSet; only a fan of two blades needs it. */
const node = process.env.NODE_NAME;
const startedUnixSeconds = Date.now() / 1000;

const facts = (): ProcessFacts => {
  const { user, system } = process.cpuUsage();
  return {
    version,
    nodeVersion: process.versions.node,
    startedUnixSeconds,
    residentBytes: process.memoryUsage.rss(),
    cpuSeconds: (user + system) / 1e6,
  };
};

/** How long SIGTERM may take before the process gives up on a polite end; a pod has half a minute. */
const STOP_PATIENCE_MS = 6000;

/**
 * An exit waits for threads that hang in the kernel, so it would never come. SIGKILL does not wait, but the kernel keeps
 * it from process 1 of a container, whom only a fault of its own ends.
 */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL');
  setTimeout(() => process.abort(), 200);
}

async function main(args: readonly string[]): Promise<number> {
  const command = parseCommand(args);
  if (command.do === 'help') process.stdout.write(usage);
  if (command.do === 'version') process.stdout.write(`${version}\n`);
  if (command.do === 'help' || command.do === 'version') return 0;

  const surroundings = realWorld(command);
  const loop = new ControlLoop(defaultConfig, surroundings);
  const configFile = new ConfigFile(io, command.configPath);
  const runner = new Runner({ loop, configFile, nowMs: surroundings.nowMs, wait, log });
  const sound = await runner.followConfig();
  // A tool in somebody's hand says what is wrong and ends; the daemon starts and cools.
  if (!sound && command.do !== 'run') return 2;
  if (command.do === 'probe') return probe(loop.snapshot().config, surroundings);
  if (command.do === 'once') {
    const { faults } = await loop.step();
    process.stdout.write(`${JSON.stringify(statusOf(loop.snapshot(), facts()), undefined, 2)}\n`);
    return faults.length === 0 ? 0 : 1;
  }
  return run(loop, runner, surroundings.nowMs);
}

async function probe(config: Config, surroundings: Surroundings): Promise<number> {
  const { lines } = await surroundings.hardware(config, () => undefined).describe();
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return 0;
}

async function run(loop: ControlLoop, runner: Runner, nowMs: () => number): Promise<number> {
  const { port } = loop.snapshot().config.http;
  const endWith = async (error: unknown): Promise<never> => {
    log.error('ending after an unexpected error', { error: error instanceof Error ? error.stack : String(error) });
    await loop.stop();
    if (io.hangingOperations > 0) endAtOnce();
    else process.exit(1);
    return new Promise<never>(() => undefined);
  };
  process.on('uncaughtException', endWith).on('unhandledRejection', endWith);
  const sources = {
    snapshot: () => loop.snapshot(),
    facts,
    telling: () => tellingOf(loop.snapshot(), node, nowMs()),
    stalled: () => runner.stalled(),
  };
  const server = await serve(port, sources).catch(endWith);
  log.info('started', { version, port });
  let stopped: Promise<boolean> | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info('stopping', { signal });
      setTimeout(() => {
        log.error('ending although something hangs', { seconds: STOP_PATIENCE_MS / 1000 });
        endAtOnce();
      }, STOP_PATIENCE_MS).unref();
      // Not after the step in progress: that may hang.
      stopped = loop.stop();
      runner.stop();
    });
  }
  await runner.run();
  const safe = await (stopped ?? loop.stop());
  if (safe) log.info('stopped, with the fan at full speed');
  else log.error('stopped, but the fan did not take full speed');
  server.close();
  server.closeAllConnections();
  if (io.hangingOperations > 0) {
    log.error('ending by force, because a read or write still hangs', { operations: io.hangingOperations });
    endAtOnce();
  }
  return safe ? 0 : 1;
}

function realWorld({ dryRun: dry }: Command): Surroundings {
  const nowMs = () => performance.now();
  const platformOf = rememberedBy(
    ({ platform }) => platform,
    ({ platform }) => new Platform(io, platform),
  );
  const sensorsOf = rememberedBy(
    ({ otherSensors, platform, fan }) => [otherSensors, platform, fan.floorRatio],
    ({ otherSensors, platform, fan }) => new OtherSensors(io, platform.hwmonPath, otherSensors, fan.floorRatio, nowMs),
  );
  const overHttp = neighbourOverHttp();
  const neighbourOf = rememberedBy(
    ({ neighbours }) => neighbours,
    ({ neighbours }) => {
      const part = partOf(neighbours, node);
      return neighbours && typeof part === 'object'
        ? new Neighbour(part.drivesFor, neighbours, { nowMs, ...overHttp })
        : undefined;
    },
  );
  return {
    nowMs,
    wallSeconds: () => Date.now() / 1000,
    hardware: ({ hardware, neighbours }, onBusError) => {
      if (partOf(neighbours, node) === 'lends') return lentFan();
      const wait = (milliseconds: number) => sleep(milliseconds);
      const real = createHardware(hardware, { io, nowMilliseconds: nowMs, wait, onBusError });
      return dry ? dryRun(real) : real;
    },
    temperatureCelsius: ({ sensor }) => readTemperature(io, sensor.path),
    platform: (config) => platformOf(config).read(),
    otherSensors: (config) => sensorsOf(config).read(),
    neighbour: (config) => neighbourOf(config)?.read(),
    log,
  };
}

/** Makes anew what depends on a part of the configuration, when that part changes. */
function rememberedBy<T>(part: (config: Config) => unknown, make: (config: Config) => T): (config: Config) => T {
  let made: { readonly key: string; readonly value: T } | undefined;
  return (config) => {
    const key = JSON.stringify(part(config)) ?? '';
    if (made?.key !== key) made = { key, value: make(config) };
    return made.value;
  };
}

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined);

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  },
);
