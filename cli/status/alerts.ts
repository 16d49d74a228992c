import { spawn } from 'node:child_process';
import type { RackView } from '../../lib/checks/rack-view';
import { recordsOf } from '../../lib/manifest/field-path';
import type { FiringAlert, Unread } from '../../lib/status/seen';
import { type KubeReach, kubectlArguments, started } from './kube-proxy';

const answerMilliseconds = 10_000;

/**
 * What fires and is neither silenced nor explained by another alert. The rack's policies let nobody but Prometheus into
 * Alertmanager, so the way is the one of its runbook: a port that kubectl forwards.
 *
 * @param address of an Alertmanager that is reached otherwise
 */
export async function gatherAlerts(
  reach: KubeReach,
  view: RackView,
  address: string | undefined,
): Promise<{ alerts?: FiringAlert[]; unread: Unread[] }> {
  const missed = (why: string) => ({ unread: [{ what: 'alerts' as const, name: 'alerts', why }] });
  if (address !== undefined)
    return ask(address).then(
      (alerts) => ({ alerts, unread: [] }),
      (e: Error) => missed(e.message),
    );
  const server = view.workloads.find(({ object, kind }) => object.app === 'alertmanager' && kind === 'StatefulSet');
  // A rack without one has told nobody of anything, and its owner knows.
  if (!server) return { unread: [] };
  const child = spawn(
    reach.kubectl ?? 'kubectl',
    [
      ...kubectlArguments(reach),
      `--namespace=${server.namespace}`,
      'port-forward',
      `statefulset/${server.name}`,
      ':9093',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  try {
    const [, port] = await started(child, /Forwarding from 127\.0\.0\.1:(\d+)/);
    return { alerts: await ask(`http://127.0.0.1:${port}`), unread: [] };
  } catch (error) {
    return missed((error as Error).message);
  } finally {
    child.kill();
  }
}

/** Alertmanager's API v2, GET /alerts. */
async function ask(address: string): Promise<FiringAlert[]> {
  const url = `${address.replace(/\/$/, '')}/api/v2/alerts?active=true&silenced=false&inhibited=false`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(answerMilliseconds) });
  if (!answer.ok) throw new Error(`Alertmanager answers ${answer.status}`);
  return recordsOf(await answer.json()).map((each) => ({
    labels: (each['labels'] ?? {}) as Record<string, string>,
    annotations: (each['annotations'] ?? {}) as Record<string, string>,
    startsAt: String(each['startsAt'] ?? ''),
  }));
}
