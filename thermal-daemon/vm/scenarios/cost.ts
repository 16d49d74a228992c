import type { Blade } from '../blade';
import { check, type Scenario } from '../scenario';

/** What the DaemonSet gives the container: 64Mi of memory, 100m of CPU. */
const daemonSetLimits = { 'memory.max': String(64 * 2 ** 20), 'cpu.max': '10000 100000' };

const minutes = 30;
/** Garbage that V8 has not collected yet under its heap cap; the live heap does not grow (docs/thermal-cost.md). */
const growthBytes = 2e6;
/** Numbers of the first minutes tell about Node's start, not about years. */
const settledMinutes = 5;

interface Sample {
  readonly seconds: number;
  readonly anonBytes: number;
  readonly fileBytes: number;
  readonly inactiveFileBytes: number;
  readonly currentBytes: number;
  readonly refaults: number;
  readonly cpuMicroseconds: number;
  readonly throttledMicroseconds: number;
  readonly healthy: boolean;
}

/**
 * Everything runs inside the guest, because its idle time is skipped: a temperature that wanders by the sensor's step,
 * a scrape every 15 s, one sample a minute.
 */
const script = `
(
  seed=7
  milli=52000
  while true; do
    seed=$(( (seed * 1103515245 + 12345) % 2147483648 ))
    milli=$(( milli + (seed / 65536 % 7 - 3) * 487 ))
    [ $milli -lt 40000 ] && milli=45000
    [ $milli -gt 64000 ] && milli=60000
    echo $milli >/shared/temp.new && mv /shared/temp.new /shared/temp
    sleep 2
  done
) &
wanderer=$!
get() { printf "GET /$1 HTTP/1.0\\r\\n\\r\\n" | timeout 5 nc 127.0.0.1 9101; }
( while true; do get metrics >/dev/null; sleep 15; done ) &
scraper=$!
cgroup=/sys/fs/cgroup/pod
for minute in $(seq 0 ${minutes}); do
  stat() { sed -n "s/^$1 //p" $cgroup/$2; }
  echo "$(cut -d. -f1 /proc/uptime) $(stat anon memory.stat) $(stat file memory.stat) \\
$(stat inactive_file memory.stat) $(cat $cgroup/memory.current) $(stat workingset_refault_file memory.stat) \\
$(stat usage_usec cpu.stat) $(stat throttled_usec cpu.stat) $(get healthz | tail -1)"
  sleep 60
done
kill $wanderer $scraper
`;

function parse(output: string): Sample[] {
  const samples = output.split('\n').filter((line) => /^\d+ \d+ /.test(line));
  return samples.map((line) => {
    const words = line.split(/\s+/);
    const [seconds = NaN, anonBytes = NaN, fileBytes = NaN, inactiveFileBytes = NaN, currentBytes = NaN] =
      words.map(Number);
    const [refaults = NaN, cpuMicroseconds = NaN, throttledMicroseconds = NaN] = words.slice(5).map(Number);
    const healthy = words[8] === 'ok';
    return {
      seconds,
      anonBytes,
      fileBytes,
      inactiveFileBytes,
      currentBytes,
      refaults,
      cpuMicroseconds,
      throttledMicroseconds,
      healthy,
    };
  });
}

async function measure(blade: Blade): Promise<string> {
  await blade.insertChip();
  await blade.temperature(52);
  await blade.guest.sh('echo 3 >/proc/sys/vm/drop_caches');
  const startedAt = Number(await blade.guest.sh('cut -d" " -f1 /proc/uptime'));
  await blade.start({ config: productionConfig, limits: daemonSetLimits });
  // Polled inside the guest: while the host thinks, hours may pass there.
  const firstDuty = Number(
    await blade.guest.sh(
      'while [ $(cat /sys/module/fanfake/parameters/duty_writes) = 0 ]; do sleep 0.1; done; cut -d" " -f1 /proc/uptime',
      300,
    ),
  );
  await blade.guest.sh('sleep 20', 300);
  const samples = parse(await blade.guest.sh(script, 900));
  const first = samples[0];
  const settled = samples[settledMinutes];
  const last = samples.at(-1);
  check(
    first !== undefined && settled !== undefined && last !== undefined && samples.length === minutes + 1,
    'samples are missing',
  );
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  const peakAnon = Math.max(...samples.map(({ anonBytes }) => anonBytes));
  const growth = last.anonBytes - settled.anonBytes;
  const cpuShare = (last.cpuMicroseconds - first.cpuMicroseconds) / 1e6 / (last.seconds - first.seconds);
  const report = [
    `first duty ${(firstDuty - startedAt).toFixed(1)} s after the start (100m CPU)`,
    `anonymous memory: ${megabytes(first.anonBytes)} MB at first, ${megabytes(settled.anonBytes)} MB after ${settledMinutes} min, ` +
      `${megabytes(last.anonBytes)} MB after ${minutes} min, peak ${megabytes(peakAnon)} MB`,
    `every ${settledMinutes} min: ${samples
      .filter((_, minute) => minute % settledMinutes === 0)
      .map(({ anonBytes }) => megabytes(anonBytes))
      .join(', ')} MB`,
    `working set ${megabytes(last.currentBytes - last.inactiveFileBytes)} MB, charged ${megabytes(last.currentBytes)} MB, file pages ${megabytes(last.fileBytes)} MB`,
    `refaults ${first.refaults} at start, ${last.refaults - first.refaults} after`,
    `CPU ${(cpuShare * 100).toFixed(2)} % of a core that executes 1e9 instructions/s ` +
      `(${((cpuShare * 1e9 * 2) / 1e6).toFixed(1)} million instructions per 2 s step, scrapes included), throttled ` +
      `${((last.throttledMicroseconds - first.throttledMicroseconds) / 1000).toFixed(0)} ms`,
  ].join('\n');
  check(
    samples.every(({ healthy }) => healthy),
    `not always healthy\n${report}`,
  );
  check(peakAnon <= 20e6, `anonymous memory above 20 MB\n${report}`);
  check(growth <= growthBytes, `anonymous memory grows\n${report}`);
  check(last.refaults === first.refaults, `refaults after the start\n${report}`);
  return report;
}

/** The file as the rack ships it, but for the sensor's path. */
const productionConfig = {
  law: 'hold',
  intervalSeconds: 2,
  recoverySeconds: 60,
  fan: undefined,
  sensor: { path: '/host/temp', maxJumpCelsius: 20, stuckSeconds: 90 },
};

export const costScenarios: readonly Scenario[] = [
  {
    name: `cost: ${minutes} minutes under the DaemonSet’s limits, a step every 2 s and a scrape every 15 s`,
    machine: 'counted',
    run: measure,
  },
];
