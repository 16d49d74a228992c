import { startClient } from './client';
import type { RackContext, RackScenario } from './scenario';
import { waitFor } from '../../cluster/kube/wait';

/** A pod's question to the network, and what the generated policies say to it. */
interface Question {
  from: string;
  app: string;
  to: string;
  port: number;
  passes: boolean;
}

const questions: Question[] = [
  { from: 'a pod called litellm', app: 'litellm', to: 'redis.data', port: 6379, passes: true },
  { from: 'a pod called litellm', app: 'litellm', to: 'redis.data', port: 26379, passes: true },
  { from: 'a pod called litellm', app: 'litellm', to: 'redis.data', port: 9121, passes: false },
  { from: 'a pod called litellm', app: 'litellm', to: 'postgres-rw.data', port: 5432, passes: true },
  { from: 'a pod that nobody knows', app: 'nobody', to: 'redis.data', port: 6379, passes: false },
  { from: 'a pod that nobody knows', app: 'nobody', to: 'redis.data', port: 26379, passes: false },
  { from: 'a pod that nobody knows', app: 'nobody', to: 'postgres-rw.data', port: 5432, passes: false },
];

export const policies: RackScenario = {
  id: 'policies',
  title: 'Packets that network policies let pass and drop',
  async run(context) {
    const answers = new Map<string, boolean>();
    for (const app of new Set(questions.map(({ app }) => app))) {
      const own = questions.filter((each) => each.app === app);
      for (const [number, passed] of await ask(context, app, own)) answers.set(`${app} ${number}`, passed);
    }
    const failures = questions.flatMap((question) => {
      const { from, app, to, port, passes } = question;
      const number = questions.filter((each) => each.app === app).indexOf(question);
      const passed = answers.get(`${app} ${number}`);
      if (passed === passes) return [];
      return [`${from} in ml ${passed ? 'reaches' : 'does not reach'} ${to} on port ${port}`];
    });
    return {
      shown: `${questions.length} connections of pods pass or are dropped as generated, by name through DNS`,
      rows: [],
      failures,
    };
  },
};

/** Answers by index. A name that does not resolve is no refusal: `no-name` fails the scenario. */
async function ask({ box }: RackContext, app: string, own: Question[]): Promise<Map<number, boolean>> {
  const lines = own.map(({ to, port }, index) => {
    const host = `${to}.svc.cluster.local`;
    return `nslookup ${host} >/dev/null 2>&1 || echo "noname ${index}"
if timeout 4 bash -c '</dev/tcp/${host}/${port}' 2>/dev/null; then echo "open ${index}"; else echo "shut ${index}"; fi`;
  });
  const blade = box.blades.at(-1)!.spec.name;
  const script = `sleep 3\n${lines.join('\n')}\necho done; sleep 3600`;
  const client = await startClient(box.bench, {
    name: `asker-${app}`,
    app,
    namespace: 'ml',
    script,
    secrets: {},
    blade,
  });
  try {
    const log = await waitFor(
      'answers',
      90,
      async () => {
        const text = await client.log();
        return text.includes('\ndone') ? text : undefined;
      },
      500,
    );
    const unknown = /^noname (\d+)/m.exec(log);
    if (unknown) throw new Error(`the name of ${own[Number(unknown[1])]!.to} does not resolve for a pod called ${app}`);
    return new Map(
      [...log.matchAll(/^(open|shut) (\d+)/gm)].map(([, word, index]) => [Number(index), word === 'open']),
    );
  } finally {
    await client.stop();
  }
}
