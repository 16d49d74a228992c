import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StatefulSet } from '../../../imports/k8s';
import { Verdict } from '../sops/verdict';
import { debianTree } from '../tree/debian-tree';
import { goProgram } from '../tree/go-program';
import { Generated } from '../tree/generated';
import { httpBody } from '../tree/http-body';
import { inOwnWorld } from '../tree/own-world';
import { Pod } from '../tree/pod';
import { PodWorld } from '../tree/pod-world';
import { stopwatch, until } from '../tree/until';
import { judgeAlertRules } from './alert-rules';

const module = { folder: 'prometheus/server', tags: 'remove_all_sd,enable_kubernetes_sd' };
const file = 'prometheus.yaml';

/**
 * `node bin/run.cjs test/judges/prometheus/prometheus.ts`: the generated configuration before promtool, and a server that
 * is started from the generated StatefulSet. It finds no targets here, for want of an API server. Root, apt and Go.
 */
async function main(): Promise<void> {
  const tree = debianTree();
  const promtool = goProgram({ ...module, package: 'github.com/prometheus/prometheus/cmd/promtool' });
  const prometheus = goProgram({ ...module, package: 'github.com/prometheus/prometheus/cmd/prometheus' });
  if (!inOwnWorld()) return;
  const verdict = new Verdict();
  const given = Generated.homelab();
  given.judgeOrigin(verdict);
  const { data } = given.object<{ data: Record<string, string> }>('monitoring/ConfigMap/prometheus');
  const text = data[file]!;
  judgeText(promtool, data, verdict);
  judgeAlertRules(promtool, data, verdict);
  await judgeServer(prometheus, given, tree.root, text, verdict);
  verdict.close();
  process.exit();
}

function judgeText(promtool: string, data: Record<string, string>, verdict: Verdict): void {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-prometheus-'));
  for (const [name, content] of Object.entries(data)) writeFileSync(join(folder, name), content);
  const text = data[file]!;
  // promtool asks for the files that the kubelet mounts into the pod.
  for (const name of ['token', 'ca.crt']) writeFileSync(join(folder, name), '');
  const check = (content: string) => {
    writeFileSync(join(folder, file), content.replaceAll('/var/run/secrets/kubernetes.io/serviceaccount', folder));
    const env = { ...process.env, POD_NAME: 'prometheus-0' };
    return spawnSync(promtool, ['check', 'config', '--lint-fatal', join(folder, file)], { encoding: 'utf8', env });
  };
  const { status, stdout, stderr } = check(text);
  verdict.check('promtool accepts the generated configuration', status === 0, stdout + stderr);
  const slips: [what: string, from: string, to: string][] = [
    ['a role that does not exist', 'role: pod', 'role: pods'],
    ['a misspelt key', 'metrics_path:', 'metric_path:'],
    ['an action that does not exist', 'action: keep', 'action: hold'],
  ];
  for (const [what, from, to] of slips) {
    verdict.check(`   and refuses ${what}`, text.includes(from) && check(text.replace(from, to)).status !== 0);
  }
  rmSync(folder, { recursive: true });
}

async function judgeServer(
  prometheus: string,
  given: Generated,
  tree: string,
  text: string,
  verdict: Verdict,
): Promise<void> {
  const { spec } = given.object<StatefulSet>('monitoring/StatefulSet/prometheus');
  const pod = new Pod(new PodWorld(), {
    name: 'prometheus-0',
    namespace: 'monitoring',
    spec: spec!.template.spec!,
    claims: spec!.volumeClaimTemplates!.map(({ metadata }) => metadata!.name!),
    images: { prometheus: { busybox: true, programs: { prometheus }, entrypoint: ['prometheus'] } },
    given,
    tree,
  });
  const clock = stopwatch();
  pod.start();
  const ready = await until(60, async () => ((await ask(pod, '/-/ready')) === undefined ? undefined : true), 300);
  verdict.check(`a server with the generated flags is ready after ${clock()} s`, ready === true, pod.log('prometheus'));
  const jobs = text.match(/job_name:/g)!.length;
  const loaded = (await ask(pod, '/api/v1/status/config'))?.match(/job_name:/g)?.length;
  verdict.check(`it has loaded all ${jobs} jobs`, loaded === jobs, String(loaded));

  const again = stopwatch();
  pod.rewrite('config', file, text.replace(/scrape_interval: \S+/, 'scrape_interval: 47s'));
  const reloaded = await until(
    60,
    async () => ((await ask(pod, '/api/v1/status/config'))?.includes('scrape_interval: 47s') ? true : undefined),
    1000,
  );
  verdict.check(
    `a changed ConfigMap is taken up after ${again()} s, without a restart`,
    reloaded === true && pod.restarts === 0,
  );
  pod.rewrite('config', file, text.replace('role: pod', 'role: pods'));
  const refused = await until(
    60,
    async () =>
      (await ask(pod, '/metrics'))?.includes('prometheus_config_last_reload_successful 0') ? true : undefined,
    1000,
  );
  const kept = (await ask(pod, '/api/v1/status/config'))?.includes('scrape_interval: 47s');
  verdict.check('a broken one is refused, and the last good one stays', refused === true && kept === true);
  await pod.kill();
}

function ask(pod: Pod, path: string): Promise<string | undefined> {
  return httpBody(`http://${pod.address}:9090${path}`, 5000);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
