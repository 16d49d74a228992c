import type { Probe } from '../../../imports/k8s';
import type { Pod } from '../tree/pod';
import { residentBytes } from '../tree/resident-memory';
import { stopwatch } from '../tree/until';
import { ask } from './http';
import type { Bench } from './bench';

const daySeconds = 24 * 3600;
/** Of the kubelet's own, where a manifest says nothing. */
const usualPeriodSeconds = 10;
const mebibyte = 1024 * 1024;
/** What an allocator keeps by chance over thousands of requests; a leak of one kibibyte a probe is twice as much. */
const chanceBytes = 8 * mebibyte;

/** The requests of a day's probes to servers that run, as quickly as they answer: they end none, and no memory stays behind. */
export async function judgeDayOfProbes({ verdict }: Bench, pods: readonly Pod[]): Promise<void> {
  await Promise.all(
    pods.map(async (pod) => {
      const [{ name }] = pod.props.spec.containers as [{ name: string }];
      const [started, restarts] = [pod.processOf(name), pod.restarts];
      const clock = stopwatch();
      const memory = [residentBytes(started)];
      const asked = { count: 0, failed: 0 };
      for (let quarter = 0; quarter < 4; quarter++) {
        await askAll(quarterOfProbes(pod), asked);
        memory.push(residentBytes(started));
      }
      const [, , half = 0, , end = 0] = memory;
      const figures = memory.map((bytes) => Math.round(bytes / mebibyte)).join(', ');
      const what = `${pod.props.name}: ${asked.count} probes of a day in ${clock()} s`;
      verdict.check(`${what}, all answered`, asked.count > 0 && asked.failed === 0, `${asked.failed} failed`);
      const same = pod.restarts === restarts && pod.processOf(name) === started && half > 0;
      verdict.check('   none ended its server', same, `${pod.restarts - restarts} restarts`);
      verdict.check(`   its memory stays (${figures} MiB, by quarters)`, end - half <= chanceBytes + half / 50);
    }),
  );
}

/** Addresses as the kubelet asks them, each as often as its period has it ask in six hours. */
function quarterOfProbes(pod: Pod): { url: string; headers: Record<string, string> }[] {
  const [{ livenessProbe, readinessProbe, ports = [] }] = pod.props.spec.containers as [
    Pod['props']['spec']['containers'][number],
  ];
  return [livenessProbe, readinessProbe].flatMap((probe) => {
    const get = probe?.httpGet;
    if (!get) return [];
    const port = typeof get.port === 'number' ? get.port : ports.find(({ name }) => name === get.port)!.containerPort;
    const headers = Object.fromEntries((get.httpHeaders ?? []).map(({ name, value }) => [name, value]));
    const request = { url: `http://${pod.address}:${port}${get.path ?? '/'}`, headers };
    return Array<typeof request>(timesIn(daySeconds / 4, probe)).fill(request);
  });
}

function timesIn(seconds: number, { periodSeconds = usualPeriodSeconds }: Probe): number {
  return Math.ceil(seconds / periodSeconds);
}

/** Four at a time, each on a connection of its own, as the kubelet's are. */
async function askAll(requests: ReturnType<typeof quarterOfProbes>, asked: { count: number; failed: number }) {
  let next = 0;
  const lane = async () => {
    for (let request = requests[next++]; request; request = requests[next++]) {
      const { status } = await ask(request.url, { headers: request.headers });
      asked.count++;
      if (status < 200 || status >= 400) asked.failed++;
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}
