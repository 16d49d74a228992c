import { checkReference } from '../../testing/reference-rack';
import { objectId } from '../../manifest/manifest';

interface Deployment {
  spec: { template: { spec: { containers: { env: { name: string; value?: string }[] }[] } } };
}

/** Kubernetes' own time until a silent node is called dead, when its pods lose their Services. */
const nodeGraceSeconds = 50;

test('the gateway finds a dead server by itself, before its node is called dead', () => {
  const { manifest } = checkReference().facts.rendered.find(
    (each) => objectId(each.manifest) === 'ml/Deployment/litellm',
  )!;
  const [{ env }] = (manifest as unknown as Deployment).spec.template.spec.containers as [
    { env: { name: string; value?: string }[] },
  ];
  const value = (name: string) => env.find((each) => each.name === name)?.value;
  const seconds = (name: string) => Number(value(`AIOHTTP_TCP_${name}`));
  expect(value('AIOHTTP_SO_KEEPALIVE')).toBe('True');
  expect(seconds('KEEPIDLE') + seconds('KEEPINTVL') * seconds('KEEPCNT')).toBeLessThan(nodeGraceSeconds);
  // TCP probes no connection on which something is unacknowledged: one that was there before the plug would wait.
  expect(value('AIOHTTP_KEEPALIVE_TIMEOUT')).toBe('0');
});
