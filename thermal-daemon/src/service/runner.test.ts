import { defaultConfig } from '../config/config';
import type { ConfigFile, ConfigNews } from '../config/config-file';
import type { ControlLoop } from './control-loop';
import { jsonLog } from './log';
import { Runner } from './runner';

function bench(news: ConfigNews[] = [], stepMs = 10) {
  const world = {
    nowMs: 1000,
    began: 0,
    lastStepMs: undefined as number | undefined,
    config: defaultConfig,
    startedAt: [] as number[],
    refused: [] as unknown[],
    messages: [] as string[],
  };
  const loop = {
    begin: async () => {
      world.began += 1;
    },
    step: async () => {
      world.startedAt.push(world.nowMs);
      world.nowMs += stepMs;
      world.lastStepMs = world.nowMs;
    },
    snapshot: () => ({ lastStepMs: world.lastStepMs, config: world.config }),
    refuse: (problems: unknown) => world.refused.push(problems),
    reconfigure: async (config: typeof defaultConfig) => {
      world.config = config;
    },
  } as unknown as ControlLoop;
  let waits = 0;
  const runner: Runner = new Runner({
    loop,
    configFile: { look: async () => news.shift() ?? { kind: 'same' } } as unknown as ConfigFile,
    nowMs: () => world.nowMs,
    wait: async (milliseconds) => {
      world.nowMs += milliseconds;
      waits += 1;
      if (waits === 5) runner.stop();
    },
    log: jsonLog(
      (line) => world.messages.push(JSON.parse(line).message),
      () => new Date(0),
    ),
  });
  return { runner, world };
}

describe('the runner', () => {
  it('starts a step every interval, however long a step takes', async () => {
    const { runner, world } = bench();
    await runner.run();
    expect(world.startedAt).toEqual([1000, 3000, 5000, 7000, 9000]);
    expect(world.began).toBe(1);
  });

  it('does not hurry after steps that took too long', async () => {
    const { runner, world } = bench([], 5000);
    await runner.run();
    expect(world.startedAt).toEqual([1000, 6000, 11000, 16000, 21000]);
  });

  it('takes a good configuration and tells a bad one from the next step on', async () => {
    const config = { ...defaultConfig, intervalSeconds: 1, http: { port: 9999 } };
    const { runner, world } = bench([{ kind: 'same' }, { kind: 'good', config }, { kind: 'broken', problems: ['no'] }]);
    await runner.run();
    expect(world.startedAt).toEqual([1000, 3000, 4000, 5000, 6000]);
    expect(world.refused).toEqual([['no']]);
    expect(world.messages).toEqual([
      'another http.port takes effect at the next start',
      'configuration taken',
      'configuration refused; full speed until it is good',
    ]);
  });

  it('calls the loop stalled after five missed intervals, and before its first step too', async () => {
    const { runner, world } = bench();
    expect(runner.stalled()).toBe('not started');
    await runner.run();
    expect(runner.stalled()).toBeUndefined();
    world.nowMs = world.lastStepMs! + 10_000;
    expect(runner.stalled()).toBeUndefined();
    world.nowMs += 1;
    expect(runner.stalled()).toBe('no control step for 10.0 s');
  });
});
