export type LogFields = Readonly<Record<string, unknown>>;

/** One JSON object a line. Callers log changes, never states: twenty nodes run for years. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export function jsonLog(write: (line: string) => void, wallClock: () => Date): Log {
  const line =
    (level: string) =>
    (message: string, fields: LogFields = {}) =>
      write(`${JSON.stringify({ time: wallClock().toISOString(), level, message, ...fields })}\n`);
  return { info: line('info'), warn: line('warn'), error: line('error') };
}

/** Remembers what was said last about each subject, and says it again only when it has changed. */
export class ChangeLog {
  private readonly said = new Map<string, string | undefined>();

  /** @returns whether `state` differs from the last one; the first undefined is no change */
  changed(subject: string, state: string | undefined): boolean {
    if (this.said.get(subject) === state) return false;
    this.said.set(subject, state);
    return true;
  }
}
