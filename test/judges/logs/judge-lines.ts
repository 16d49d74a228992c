import type { KubeObject } from '../../cluster/kube/object';
import type { Verdict } from '../sops/verdict';
import { httpBody } from '../tree/http-body';
import { pause, stopwatch, until } from '../tree/until';
import { type Cluster, blade } from './api';
import type { Blade, Written } from './blade';
import { others, talk } from './load';
import type { Program } from './processes';
import { ask, count, panelQueries, store } from './search';

export interface Scene {
  cluster: Cluster;
  files: Blade;
  verdict: Verdict;
  storeProgram: (args?: string[]) => Program;
  collectorProgram: (args?: string[]) => Program;
  /** Of memory, in bytes. */
  limits: { store: number; collector: number };
}

interface Running {
  store: Program;
  collector: Program;
}

const mebibytes = (bytes: number) => `${Math.round(bytes / 1024 ** 2)} MiB`;
const id = (n: number) => n.toString(16).padStart(64, 'a');

/** Each right is needed, none reaches further, and misspelt flags are refused. */
export async function judgeRights({ cluster, verdict, storeProgram, collectorProgram }: Scene): Promise<void> {
  const { client } = cluster;
  const role = cluster.find<KubeObject & { rules: { resources: string[] }[] }>(
    'ClusterRole',
    undefined,
    'hardware-log-collector',
  );
  for (const [index, { resources }] of role.rules.entries()) {
    await client.apply({ ...role, rules: role.rules.filter((_, i) => i !== index) } as KubeObject);
    // The API server's authorizer learns of it by its watch.
    await pause(1500);
    const without = collectorProgram();
    const started = await without.start(10);
    await without.end('SIGKILL');
    verdict.check(`without the right to ${resources.join()} the collector does not start`, !started, without.said);
  }
  await client.apply(role);
  await pause(1500);
  for (const [what, program] of [
    ['store', storeProgram(['-storageDataPaht=/data'])],
    ['collector', collectorProgram(['-kubernetesColector'])],
  ] as const) {
    verdict.check(`   a misspelt flag of the ${what} is refused`, !(await program.start(10)), program.said);
    await program.end('SIGKILL');
  }
}

/** A line of each kind goes in and is found by the query of its panel, and by no other. */
export async function judgeLines({ cluster, files, verdict }: Scene): Promise<void> {
  const first = await cluster.run('ml', 'litellm-5d8f7-x2x2x', 'litellm', id(1), files);
  const second = await cluster.run('data', 'redis-0', 'redis', id(2), files);
  const clock = stopwatch();
  files.say(
    first,
    'the zeppelin has landed',
    JSON.stringify({ level: 'error', msg: 'zeppelin as JSON', trace_id: 'f'.repeat(32) }),
  );
  files.say(second, 'no zeppelin here, only a kite');
  files.kernel(
    'Out of memory: Killed process 4711 (zeppelin) total-vm:123kB',
    'nvme0n1: I/O error, dev nvme0n1, sector 8',
  );
  files.talos('machined', 'service[etcd](Running): Health check successful zeppelin');
  const panels = (typed: Record<string, string>) => panelQueries(cluster.objects as never, typed);
  const found = async (title: string, typed: Record<string, string>, wanted: number) => {
    const query = panels(typed).get(title)!;
    const lines = await until(60, async () => {
      const answer = await ask(query);
      return answer && answer.length >= wanted ? answer : undefined;
    });
    return lines ?? (await ask(query)) ?? [];
  };
  const ofPod = await found('Pods', { search: 'landed' }, 1);
  verdict.check(
    `a line of a pod is found by the panel Pods, after ${clock()} s`,
    ofPod.length === 1,
    JSON.stringify(ofPod),
  );
  const { _msg, ...fields } = ofPod[0] ?? { _msg: '' };
  verdict.check(
    '   word by word, with its namespace, pod, container and blade',
    _msg === 'the zeppelin has landed' &&
      fields['kubernetes.pod_namespace'] === 'ml' &&
      fields['kubernetes.pod_name'] === first.pod &&
      fields['kubernetes.container_name'] === 'litellm' &&
      fields['kubernetes.pod_node_name'] === blade,
    JSON.stringify(ofPod),
  );
  const asJson = await found('Pods', { search: '"zeppelin as JSON"' }, 1);
  verdict.check(
    '   one in JSON with its fields, by which Grafana leads to the trace',
    asJson[0]?.['trace_id'] === 'f'.repeat(32) && asJson[0]['level'] === 'error',
    JSON.stringify(asJson),
  );
  const ofKernel = await found('Kernel', { search: 'zeppelin', node: blade }, 1);
  verdict.check(
    `a message of the kernel is found by the panel Kernel, after ${clock()} s`,
    ofKernel.length === 1 && ofKernel[0]!['_msg']!.includes('Out of memory: Killed process 4711'),
    JSON.stringify(ofKernel),
  );
  const ofTalos = await found('Talos', { search: 'zeppelin' }, 1);
  verdict.check(
    'a line of Talos by the panel Talos, and the kernel’s is not there',
    ofTalos.length === 1 && ofTalos[0]!['file'] === '/var/log/machined.log',
    JSON.stringify(ofTalos),
  );
  const rows: [what: string, title: string, typed: Record<string, string>, wanted: number][] = [
    ['nothing typed: everything of pods', 'Pods', {}, 3],
    ['a namespace', 'Pods', { namespace: 'data' }, 1],
    ['a pod by the beginning of its name', 'Pods', { pod: 'litellm.*' }, 2],
    ['   which is the whole name: a part of it finds nothing', 'Pods', { pod: 'litellm' }, 0],
    ['a blade that says nothing', 'Pods', { node: 'blade-05' }, 0],
    ['the kernel of a blade that says nothing', 'Kernel', { node: 'blade-05' }, 0],
    ['two words, both of which must be there', 'Pods', { search: 'zeppelin kite' }, 1],
  ];
  for (const [what, title, typed, wanted] of rows) {
    const lines = await found(title, typed, wanted);
    verdict.check(what, lines.length === wanted, JSON.stringify(lines));
  }
}

/** Ten times what a busy blade says, and a store that takes what twenty would, while somebody searches all of it. */
export async function judgeLoad({ cluster, files, verdict, limits }: Scene, running: Running): Promise<void> {
  const pods: Written[] = [];
  for (let n = 0; n < 40; n++) pods.push(await cluster.run('ml', `load-${n}`, 'server', id(100 + n), files));
  const clock = stopwatch();
  const searches: (number | undefined)[] = [];
  const searching = (async () => {
    for (let i = 0; i < 6; i++) {
      await pause(4000);
      const answer = await ask(
        '{kubernetes.pod_namespace=~".+"} _msg:~"slot [0-9]" | stats by (kubernetes.pod_name) count() n',
      );
      searches.push(answer?.length);
    }
  })();
  const [lines, sent] = await Promise.all([talk(files, pods, 30, 50), others(store, 120, 5000)]);
  const ofBlade = await count('load {kubernetes.pod_name=~"load-.*"}', lines, 120);
  const ofOthers = await count('others {kubernetes.pod_namespace=~"namespace-.*"}', sent, 120);
  await searching;
  verdict.check(
    `${lines} lines of one blade and ${sent} of others are stored once each, in ${clock()} s`,
    ofBlade === lines && ofOthers === sent && sent === 600_000,
    `${ofBlade} and ${ofOthers}\n${running.collector.said}`,
  );
  verdict.check(
    '   searches over all of them are answered meanwhile',
    searches.every((n) => n !== undefined && n > 0),
    String(searches),
  );
  for (const name of ['store', 'collector'] as const) {
    const { peak } = running[name];
    verdict.check(
      `   the ${name} takes at most ${mebibytes(peak)} of ${mebibytes(limits[name])}`,
      peak > 0 && peak < limits[name] * 0.9,
    );
  }
}

/** The store dies and comes back, the collector is replaced, files are rotated: every line once. */
export async function judgeOutage(scene: Scene, running: Running): Promise<void> {
  const { cluster, files, verdict } = scene;
  const pod = await cluster.run('data', 'postgres-1', 'postgres', id(900), files);
  files.say(pod, 'outage before');
  verdict.check('a pod that starts later is read, too', (await count('"outage before"', 1, 60)) === 1);
  await running.store.end('SIGKILL');
  // One batch is being sent again and again; what comes after it waits.
  for (let batch = 0; batch < 5; batch++) {
    files.say(pod, ...Array.from({ length: 200 }, (_, i) => `outage during ${batch * 200 + i}`));
    await pause(1500);
  }
  files.kernel('outage in the kernel');
  const waiting = await until(60, async () => {
    const metrics = (await httpBody('http://127.0.0.1:9429/metrics', 5000)) ?? '';
    const bytes = Number(/^vlagent_remotewrite_pending_data_bytes\{.*\} (\d+)/m.exec(metrics)?.[1] ?? 0);
    return bytes > 0 ? bytes : undefined;
  });
  verdict.check('the store is killed: lines wait on the blade, as its metric says', waiting !== undefined);
  await running.collector.end('SIGTERM');
  running.collector = scene.collectorProgram();
  verdict.check('the collector is replaced meanwhile', await running.collector.start(), running.collector.said);
  running.store = scene.storeProgram();
  verdict.check('the store is back', await running.store.start(), running.store.said);
  const during = await count('"outage during" {kubernetes.pod_name="postgres-1"}', 1000, 120);
  verdict.check('   every line of that time is there, once', during === 1000, `${during}\n${running.collector.said}`);
  verdict.check(
    '   that of the kernel, too',
    (await count('"outage in the kernel" {file="/var/log/kernel.log"}', 1, 60)) === 1,
  );
  files.say(pod, 'rotated away');
  files.rotate(pod);
  files.say(pod, 'rotated anew');
  files.talos('machined', 'rotated away');
  files.rotateTalos('machined');
  files.talos('machined', 'rotated anew');
  const rotated = await count('rotated', 4, 60);
  verdict.check(
    'files of kubelet and Talos are rotated: nothing is lost or read twice',
    rotated === 4,
    String(rotated),
  );
  const old = await count('landed', 1, 10);
  verdict.check('what was said at the beginning is there, once', old === 1, String(old));
}
