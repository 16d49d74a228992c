import type { StatefulSet } from '../../../imports/k8s';
import { Verdict } from '../sops/verdict';
import { debianTree } from '../tree/debian-tree';
import { goProgram } from '../tree/go-program';
import { Generated } from '../tree/generated';
import { inOwnWorld } from '../tree/own-world';
import { judgeCluster } from './cluster';
import { bridge, listenPort } from './listener';
import { judgeRouting } from './routing';

/** The published module lacks the web pages that a Node build makes; nobody looks at pages here. */
const lacking = { module: 'github.com/prometheus/alertmanager', files: { 'ui/app/dist/index.html': '' } };
const module = { folder: 'alertmanager/server', lacking };
const prometheusModule = { folder: 'prometheus/server', tags: 'remove_all_sd,enable_kubernetes_sd' };

const listener = { server: `http://${bridge}:${listenPort}` };

const everybody = {
  receivers: {
    email: { to: 'you@example.org', from: 'rack@example.org', server: 'smtp.example.org:465' },
    ntfy: {},
    pushover: {},
    telegram: { chat: -100123 },
    slack: { channel: '#rack' },
    webhook: listener,
  },
  heartbeat: listener,
  timezone: 'Europe/Berlin',
};

const configMap = 'monitoring/ConfigMap/alertmanager';

const block = 'apps.alertmanager';
const onlyTheListener = { receivers: { webhook: listener }, heartbeat: listener };

/**
 * `node bin/run.cjs test/judges/alertmanager/alertmanager.ts`: the generated configuration before amtool, and three
 * servers started from the generated StatefulSet, which two real Prometheus servers send their alerts to. Root, apt, Go.
 */
async function main(): Promise<void> {
  const tree = debianTree();
  const amtool = goProgram({ ...module, package: `${lacking.module}/cmd/amtool` });
  const alertmanager = goProgram({ ...module, package: `${lacking.module}/cmd/alertmanager` });
  const prometheus = goProgram({ ...prometheusModule, package: 'github.com/prometheus/prometheus/cmd/prometheus' });
  if (!inOwnWorld()) return;
  const verdict = new Verdict();
  const textOf = (given: Generated) =>
    given.object<{ data: Record<string, string> }>(configMap).data['alertmanager.yaml']!;
  const stating = (fields: object) => textOf(Generated.homelab({ fields: { [block]: fields } }));
  const everyKind = stating(everybody);
  judgeRouting(amtool, { everyKind, reference: textOf(Generated.homelab()), silent: stating({}) }, verdict);
  const answers = { 'webhook-url': `${listener.server}/person`, 'heartbeat-url': `${listener.server}/beat` };
  const given = Generated.homelab({ fields: { [block]: onlyTheListener }, answers });
  given.judgeOrigin(verdict);
  const specOf = (name: string) => given.object<StatefulSet>(`monitoring/StatefulSet/${name}`).spec!;
  await judgeCluster({
    programs: { amtool, alertmanager, prometheus },
    given,
    tree: tree.root,
    alertmanagers: specOf('alertmanager'),
    prometheuses: specOf('prometheus'),
    verdict,
  });
  verdict.close();
  process.exit();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
