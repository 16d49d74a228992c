import { request } from 'node:http';
import type { Blade, Written } from './blade';
import { pause } from '../tree/until';

const text = 'GET /v1/chat/completions 200 in 8312 ms, 211 tokens of prompt, 96 of answer, model qwen3-0.6b, slot 1';

/** Lines of many containers at once, some of them JSON as programs print it. */
export async function talk(blade: Blade, of: readonly Written[], seconds: number, each: number): Promise<number> {
  let lines = 0;
  for (let second = 0; second < seconds; second++) {
    for (const container of of) {
      const batch = Array.from({ length: each }, (_, i) =>
        i % 2 === 0
          ? `load ${lines + i} ${text}`
          : JSON.stringify({ level: 'info', msg: `load ${lines + i} ${text}`, caller: 'a.go:7' }),
      );
      blade.say(container, ...batch);
      lines += each;
    }
    await pause(1000);
  }
  return lines;
}

/** What nineteen other blades' collectors send: batches of lines in hundreds of streams, straight to the store. */
export async function others(base: string, batches: number, perBatch: number): Promise<number> {
  const send = async (batch: number) => {
    const now = Date.now();
    const body = Array.from({ length: perBatch }, (_, i) =>
      JSON.stringify({
        _time: new Date(now + i / 1000).toISOString(),
        _msg: `others ${batch * perBatch + i} ${text} ${Math.random()}`,
        'kubernetes.pod_namespace': `namespace-${i % 7}`,
        'kubernetes.pod_name': `pod-${i % 400}`,
        'kubernetes.container_name': 'server',
        'kubernetes.pod_node_name': `blade-${i % 19}`,
      }),
    ).join('\n');
    return post(
      `${base}/insert/jsonline?_stream_fields=kubernetes.container_name,kubernetes.pod_name,kubernetes.pod_namespace`,
      body,
    );
  };
  let sent = 0;
  for (let batch = 0; batch < batches; batch += 4) {
    const four = [0, 1, 2, 3].map((k) => batch + k).filter((k) => k < batches);
    for (const status of await Promise.all(four.map(send))) if (status === 200) sent += perBatch;
  }
  return sent;
}

function post(url: string, body: string): Promise<number> {
  return new Promise((done, fail) => {
    const call = request(url, { method: 'POST', agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => done(answer.statusCode ?? 0));
    });
    call.on('error', fail);
    call.end(body);
  });
}
