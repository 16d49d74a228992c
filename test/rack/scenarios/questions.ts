import { waitFor } from '../../cluster/kube/wait';
import { type Client, longestGap, startClient } from './client';
import type { RackContext } from './scenario';

/** Somebody who asks the gateway one short question after the other, with the key and under the policies of Open WebUI. */
export interface Asker {
  name: string;
  client: Client;
}

/** What an asker was told since a moment. */
export interface Told {
  name: string;
  answers: number;
  /** Questions that were refused, each with the words. */
  refusals: string[];
  /** Longest time between two answers. */
  secondsWithout: number;
  /** When that was over, in seconds since the epoch. */
  over: number;
}

const now = 'now() { echo "${EPOCHREALTIME/,/.}"; }';

/** As patient as Open WebUI is, which gives an answer up after ten minutes. */
const patienceSeconds = 600;

const script = `${now}
number=0
while :; do
  number=$((number + 1))
  : >/tmp/headers
  code=$(curl --silent --output /tmp/answer --dump-header /tmp/headers --write-out '%{http_code}' --max-time ${patienceSeconds} \\
    --header "Authorization: Bearer $KEY" --json '{"model":"qwen3-0.6b","max_tokens":8,"messages":[{"role":"user","content":"Question '$number'."}]}' \\
    http://litellm.ml.svc.cluster.local:4000/v1/chat/completions)
  by=$(tr -d '\\r' </tmp/headers | sed -n 's/^x-litellm-model-id: *//Ip')
  if [ "$code" = 200 ] && grep -q '"content"' /tmp/answer; then
    echo "at $(now) answered by \${by:-nobody}"
    echo "ok $number $(now)"
  else
    echo "no $number $(now) $code $(head -c 300 /tmp/answer | tr '\\n' ' ')"
    sleep 1
  fi
done`;

/** Starts askers on one blade. The image is that of llama.cpp, which has curl. */
export async function startAskers(context: RackContext, count: number, blade: string): Promise<Asker[]> {
  const [image] = context.apps.references.get('ghcr.io/ggml-org/llama.cpp') ?? [];
  if (image === undefined) throw new Error('dist/ names no image of llama.cpp');
  const names = Array.from({ length: count }, (_, index) => `asker-${index}`);
  return Promise.all(
    names.map(async (name) => {
      const secrets: Record<string, [string, string]> = { KEY: ['litellm-keys', 'open-webui'] };
      const spec = { name, app: 'open-webui', namespace: 'ml', script, secrets, blade, image };
      return { name, client: await startClient(context.box.bench, spec) };
    }),
  );
}

/** Waits until each was answered after a moment. @throws when one was not, with its last refusals */
export async function answeredAfter(askers: readonly Asker[], since: number, seconds: number): Promise<void> {
  await Promise.all(
    askers.map(async ({ name, client }) => {
      let refusals: string[] = [];
      const answered = async () => {
        const said = await client.said();
        refusals = said.refusals;
        return said.acknowledged.some(({ at }) => at > since) ? true : undefined;
      };
      await waitFor(`an answer to ${name}`, seconds, answered, 500).catch(() => {
        throw new Error(
          `${name} got no answer for ${seconds} s; the last it was told: ${refusals.slice(-2).join('; ')}`,
        );
      });
    }),
  );
}

/** How it went for each since a moment. */
export function toldSince(askers: readonly Asker[], since: number): Promise<Told[]> {
  return Promise.all(
    askers.map(async ({ name, client }) => {
      const said = await client.said();
      const { seconds: secondsWithout, over } = longestGap(said, since);
      const refusals = said.events.filter(({ at, what }) => at > since && what.includes('not acknowledged'));
      return {
        name,
        answers: said.acknowledged.length,
        refusals: refusals.map(({ what }) => what),
        secondsWithout,
        over,
      };
    }),
  );
}

/** Names of the servers that answered, as the gateway says. */
export async function answerers(askers: readonly Asker[]): Promise<string[]> {
  const events = (await Promise.all(askers.map(({ client }) => client.said()))).flatMap((said) => said.events);
  const names = events.flatMap(({ what }) => /^client: answered by (\S+)/.exec(what)?.[1] ?? []);
  return [...new Set(names)].sort();
}
