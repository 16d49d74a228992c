import type { Pod } from '../tree/pod';
import { type Gateway, say } from './gateway';
import { json } from './http';
import { type ModelServers, isUp } from './model-servers';
import type { Bench } from './models';

/** All servers of one chat model are away: the other model answers, and says that it was the one. */
export async function judgeFallback(bench: Bench, gateway: Gateway, servers: ModelServers): Promise<void> {
  const { verdict } = bench;
  const rows: [away: keyof ModelServers, asked: string, answers: string][] = [
    ['chat', 'qwen3-0.6b', 'qwen2.5-1.5b'],
    ['chatLarge', 'qwen2.5-1.5b', 'qwen3-0.6b'],
  ];
  for (const [away, asked, stands] of rows) {
    const pod = servers[away];
    await pod.kill();
    const said = await say(gateway, undefined, asked);
    const name = pod.props.name.replace(/-\d+$/, '');
    verdict.check(
      `no server of ${name}: ${stands} answers instead`,
      said.status === 200 && wrote(said.text).includes(stands),
      said.text,
    );
    verdict.check(
      `   ${name} back: it answers itself`,
      await answersItself(bench, pod, name, gateway, asked),
      pod.log('server').slice(-1000),
    );
  }
}

async function answersItself(
  { world }: Bench,
  pod: Pod,
  name: string,
  gateway: Gateway,
  model: string,
): Promise<boolean> {
  pod.start();
  world.setName(`${name}.ml.svc.cluster.local`, pod.address);
  if (!(await isUp(pod))) return false;
  return wrote((await say(gateway, undefined, model)).text).includes(model);
}

/** The model that an answer names as its writer. */
function wrote(text: string): string {
  return json<{ model: string }>({ status: 200, text })?.model ?? '';
}
