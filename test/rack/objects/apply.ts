import type { Bench } from '../../cluster/bench';
import { type KubeObject, objectId } from '../../cluster/kube/object';
import { sleep } from '../../cluster/kube/wait';

const first = ['CustomResourceDefinition', 'Namespace', 'PriorityClass', 'ServiceAccount', 'ClusterRole'];

/**
 * Applies objects until the API server has taken all of them, as Flux would: what is refused now (a kind that is not served
 * yet, a webhook whose server still starts) is tried again a second later.
 *
 * @throws when time is up, with what was refused and why
 */
export async function applyAll({ client }: Bench, objects: readonly KubeObject[], seconds: number): Promise<void> {
  const rank = ({ kind }: KubeObject) => (first.includes(kind) ? first.indexOf(kind) : first.length);
  let waiting = [...objects].sort((a, b) => rank(a) - rank(b));
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const refused: { object: KubeObject; message: string }[] = [];
    for (const object of waiting) {
      await client.apply(object).catch((error: Error) => refused.push({ object, message: error.message }));
    }
    if (refused.length === 0) return;
    if (Date.now() > deadline) {
      const lines = refused.map(({ object, message }) => `${objectId(object)}: ${message}`);
      throw new Error(`not applied within ${seconds} s:\n${lines.join('\n')}`);
    }
    waiting = refused.map(({ object }) => object);
    await sleep(1000);
  }
}
