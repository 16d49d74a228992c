import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { DaemonSet, Deployment } from '../../../imports/k8s';
import { metricsOf } from '../metrics/exposition';
import { cm4Files } from '../metrics/cm4-files';
import { blackboxProgram, inFolder, openOverTls } from '../metrics/record-programs';
import { scrape } from '../metrics/running';
import { Verdict } from '../sops/verdict';
import { Generated } from '../tree/generated';
import { goProgram } from '../tree/go-program';

const given = Generated.homelab();

/**
 * `node bin/run.cjs test/judges/exporters/exporters.ts`: node-exporter, kube-state-metrics and the blackbox prober on the
 * generated arguments and configuration. kube-state-metrics before a whole rack: npm run record:metrics. Go.
 */
async function main(): Promise<void> {
  const verdict = new Verdict();
  given.judgeOrigin(verdict);
  await judgeNodeExporter(verdict);
  judgeKubeStateMetrics(verdict);
  await judgeBlackbox(verdict);
  verdict.close();
  process.exit();
}

function argsOf(id: string): string[] {
  const { spec } = given.object<DaemonSet | Deployment>(id);
  return spec!.template.spec!.containers[0]!.args!;
}

/** On the files of a CM4: every collector that was asked for finds what it looks for. */
async function judgeNodeExporter(verdict: Verdict): Promise<void> {
  const program = goProgram({ folder: 'exporters/node-exporter', package: 'github.com/prometheus/node_exporter' });
  const generated = argsOf('hardware/DaemonSet/node-exporter');
  await inFolder(async (folder, start) => {
    const { procfs, sysfs, rootfs } = cm4Files(folder);
    const here = generated
      .map((arg) => arg.replace('/host/proc', procfs).replace('/host/sys', sysfs).replace('/host/root', rootfs))
      .map((arg) => arg.replace('=:9100', '=127.0.0.1:19400'));
    start(program, [...here, '--no-collector.netdev.netlink']);
    const text = await scrape('http://127.0.0.1:19400/metrics');
    const failed = [...text.matchAll(/node_scrape_collector_success\{collector="(\w+)"\} 0/g)].map(([, name]) => name);
    verdict.check('node-exporter: every collector finds what it looks for', failed.length === 0, failed.join());
    const metrics = Object.keys(metricsOf(text));
    const wanted = ['node_thermal_zone_temp', 'node_hwmon_temp_celsius', 'node_pressure_memory_stalled_seconds_total'];
    verdict.check(
      '   among them heat and pressure',
      wanted.every((name) => metrics.includes(name)),
    );
  });
  const slip = spawnSync(program, [...generated, '--collector.thermal_zones'], { encoding: 'utf8', timeout: 10_000 });
  verdict.check('   and a misspelt collector is refused', slip.status === 1, slip.stderr);
}

/** Without an API server it gets as far as asking for one, which is behind the reading of its arguments. */
function judgeKubeStateMetrics(verdict: Verdict): void {
  const program = goProgram({ folder: 'exporters/kube-state-metrics', package: 'k8s.io/kube-state-metrics/v2' });
  const generated = argsOf('monitoring/Deployment/kube-state-metrics');
  const start = (args: string[]) => {
    const { stdout, stderr } = spawnSync(program, [...args, '--apiserver=http://127.0.0.1:9'], {
      encoding: 'utf8',
      timeout: 15_000,
    });
    return stdout + stderr;
  };
  const said = start(generated);
  const asked = /127\.0\.0\.1:9|connection refused/.test(said) && !/unknown flag|invalid/i.test(said);
  verdict.check('kube-state-metrics: takes the generated arguments', asked, said.slice(-600));
  verdict.check('   and refuses a misspelt one', /unknown flag/.test(start(['--resource=pods'])));
  const wrong = start(generated.map((arg) => arg.replace('--resources=', '--resources=podz,')));
  verdict.check('   and a kind that it does not know', /podz/.test(wrong), wrong.slice(-300));
}

async function judgeBlackbox(verdict: Verdict): Promise<void> {
  const program = blackboxProgram();
  const text = given.object<{ data: Record<string, string> }>('monitoring/ConfigMap/blackbox-exporter').data[
    'blackbox.yaml'
  ]!;
  await inFolder(async (folder, start) => {
    const authority = join(folder, 'ca.crt');
    const close = await openOverTls(folder, authority, 19_444);
    const plain = createServer((_request, answer) => answer.end('ok\n'));
    await new Promise<void>((done) => plain.listen(19_080, '127.0.0.1', done));
    const config = join(folder, 'blackbox.yaml');
    const check = (content: string) => {
      writeFileSync(config, content);
      return spawnSync(program, ['--config.check', `--config.file=${config}`], { encoding: 'utf8' });
    };
    const local = text.replace('/run/authority/ca.crt', authority);
    const slip = check(local.replace('valid_status_codes', 'valid_status_code'));
    verdict.check('blackbox-exporter: refuses a misspelt key', slip.status !== 0, slip.stderr);
    const { status, stderr } = check(local);
    verdict.check('   and accepts the generated configuration', status === 0, stderr);
    start(program, [`--config.file=${config}`, '--web.listen-address=127.0.0.1:19415']);
    const success = async (target: string) =>
      /^probe_success 1$/m.test(await scrape(`http://127.0.0.1:19415/probe?module=https&target=${target}`));
    verdict.check(
      '   a page that answers 200 over TLS of the rack’s authority succeeds',
      await success('https://localhost:19444/'),
    );
    verdict.check('   one that answers 503 does not', !(await success('https://localhost:19444/gone')));
    verdict.check('   nor one without TLS', !(await success('http://localhost:19080/')));
    verdict.check('   nor one under another name than its certificate’s', !(await success('https://127.0.0.1:19444/')));
    close();
    plain.close();
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
