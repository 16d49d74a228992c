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

/** What several apps threw, each once. */
export class AppErrors extends Error {
  constructor(readonly errors: readonly AppError[]) {
    super(errors.map(({ file, message }) => `${file}: ${message}`).join('\n'));
  }
}

/** Does something for each of a list, and keeps what apps throw for the end: a person is told of all at once. */
export function collecting(): { run: <T>(work: () => T) => T | undefined; errors: AppError[]; end: () => void } {
  const errors: AppError[] = [];
  return {
    errors,
    run: (work) => {
      try {
        return work();
      } catch (error) {
        if (error instanceof AppErrors) errors.push(...error.errors);
        else if (error instanceof AppError) errors.push(error);
        else throw error;
        return undefined;
      }
    },
    end: () => {
      if (errors.length === 1) throw errors[0]!;
      if (errors.length > 1) throw new AppErrors(errors);
    },
  };
}

/** Runs a part of an app's code, so that what it throws says whose it is. */
export function blaming<T>(app: Pick<App, 'name' | 'area' | 'source'>, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof AppError || error instanceof AppErrors ? error : new AppError(app, error);
  }
}
