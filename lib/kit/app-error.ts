import { type App, sourceOf } from './app';

/** What an app threw while it was built or rendered: `message` is the app's own, `cause` has the place. */
export class AppError extends Error {
  /** File that declares the app, `lib/apps/data/redis.ts`. */
  readonly file: string;
  readonly app: string;

  /** @param place in that file, from 1, where it is known. @default - it has to be found from the cause */
  constructor(
    app: Pick<App, 'name' | 'area' | 'source'>,
    cause: unknown,
    readonly place?: { line: number; column: number },
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.app = app.name;
    this.file = sourceOf(app);
  }
}

/** Runs a part of an app's code, so that what it throws says whose it is. */
export function blaming<T>(app: Pick<App, 'name' | 'area' | 'source'>, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof AppError ? error : new AppError(app, error);
  }
}
