import type { Container, Probe } from '../../../imports/k8s';
import type { Manifest } from '../../manifest/manifest';
import { composeSample } from '../../testing/sample-rack';

const composition = composeSample();
const object = (kind: string): Manifest =>
  composition.rendered.find(({ manifest }) => manifest.kind === kind && manifest.metadata.name === 'redis')!.manifest;
const server = (
  object('StatefulSet') as unknown as { spec: { template: { spec: { containers: Container[] } } } }
).spec.template.spec.containers.find(({ name }) => name === 'redis')!;

function liveness(): { script: string; probe: Probe } {
  const probe = server.livenessProbe!;
  return { script: probe.exec!.command!.at(-1)!, probe };
}

test('a server that hangs is restarted: its probe ends before the kubelet ends it, whose shell alone would go', () => {
  const { script, probe } = liveness();
  const [, seconds] = /^timeout (\d+) redis-cli ping \|/.exec(script) ?? [];
  expect(Number(seconds)).toBeLessThan(probe.timeoutSeconds!);
});

test('a server whose volume is full is left alone: a restart makes no room and ends what is in memory alone', () => {
  expect(liveness().script).toMatch(/grep -Eq "[^"]*\bMISCONF\b/);
});

test('a replica whose volume is full follows on', () => {
  const { data } = object('ConfigMap') as unknown as { data: Record<string, string> };
  expect(data['redis.conf']).toContain('\nreplica-ignore-disk-write-errors yes\n');
});
