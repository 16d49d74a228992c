import type { ConfigFile } from '../config/config-file';
import type { ControlLoop } from './control-loop';
import type { Log } from './log';

export interface RunnerOptions {
  readonly loop: ControlLoop;
  /** @default – the configuration never changes */
  readonly configFile: ConfigFile | undefined;
  readonly nowMs: () => number;
  /** Ends early when the signal fires. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}

/** Missed intervals after which the loop counts as stalled; the pod's liveness probe asks. */
const STALLED_INTERVALS = 5;

/** Drives the loop at its interval, follows the configuration, and stops when told. */
export class Runner {
  private readonly ending = new AbortController();
  private startedMs: number | undefined;

  constructor(private readonly options: RunnerOptions) {}

  /** Resolves after stop(), when the step in progress has ended. */
  async run(): Promise<void> {
    const { loop, nowMs, wait } = this.options;
    this.startedMs = nowMs();
    await loop.begin();
    let dueMs = nowMs();
    while (!this.ending.signal.aborted) {
      await this.followConfig();
      await loop.step();
      const intervalMs = loop.snapshot().config.intervalSeconds * 1000;
      // A late step does not make the next ones hurry.
      dueMs = Math.max(dueMs + intervalMs, nowMs());
      await wait(dueMs - nowMs(), this.ending.signal);
    }
  }

  stop(): void {
    this.ending.abort();
  }

  stalled(): string | undefined {
    const { lastStepMs, config } = this.options.loop.snapshot();
    const since = lastStepMs ?? this.startedMs;
    if (since === undefined) return 'not started';
    const silentSeconds = (this.options.nowMs() - since) / 1000;
    if (silentSeconds <= STALLED_INTERVALS * config.intervalSeconds) return undefined;
    return `no control step for ${silentSeconds.toFixed(1)} s`;
  }

  /** @returns whether the file was good or had not changed */
  async followConfig(): Promise<boolean> {
    const { loop, configFile, log } = this.options;
    const news = await configFile?.look();
    if (!news || news.kind === 'same') return true;
    if (news.kind === 'broken') {
      loop.refuse(news.problems);
      log.error('configuration refused; full speed until it is good', { problems: news.problems });
      return false;
    }
    const before = loop.snapshot().config;
    if (this.startedMs !== undefined && before.http.port !== news.config.http.port)
      log.warn('another http.port takes effect at the next start');
    await loop.reconfigure(news.config);
    log.info('configuration taken', { law: news.config.law, hardware: news.config.hardware });
    return true;
  }
}
