import { type Gateway, say } from './gateway';
import { until } from '../tree/until';
import { json } from './http';
import { type ModelServers, isUp } from './model-servers';
import type { Bench } from './bench';

/** All servers of one chat model are away: the other model answers, and says that it was the one. */
export async function judgeFallback(bench: Bench, gateway: Gateway, servers: ModelServers): Promise<void> {
  const { verdict } = bench;
  const rows: [server: keyof ModelServers, asked: string, answers: string][] = [
    ['chat', 'qwen3-0.6b', 'qwen2.5-1.5b'],
    ['chatLarge', 'qwen2.5-1.5b', 'qwen3-0.6b'],
  ];
  for (const [server, asked, stands] of rows) {
    const pod = servers[server];
    const name = pod.props.name.replace(/-\d+$/, '');
    // The address stays, as that of a Service does, and nobody listens on it.
    const said = await pod.inBackOff('server', () => say(gateway, undefined, asked));
    const stoodIn = said.status === 200 && wrote(said.text).includes(stands);
    verdict.check(`no server of ${name}: ${stands} answers instead`, stoodIn, said.text);
    const isBack = await isUp(pod);
    // The gateway leaves a server that failed alone for a minute.
    const again = await until(90, async () => {
      const { text } = await say(gateway, undefined, asked);
      return wrote(text).includes(asked) ? true : undefined;
    });
    verdict.check(`   ${name} back: it answers itself`, isBack && again === true);
  }
}

/** The model that an answer names as its writer. */
function wrote(text: string): string {
  return json<{ model: string }>({ status: 200, text })?.model ?? '';
}
