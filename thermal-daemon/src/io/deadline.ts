import { HangError } from './bounded-io';

/**
 * For what is made of many operations, each of which is bounded by itself: their sum is not.
 * @throws HangError after `milliseconds`; what `work` does afterwards is dropped
 */
export async function withDeadline<T>(milliseconds: number, what: string, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new HangError(`${what} took longer than ${milliseconds} ms`)), milliseconds);
  });
  const answer = work();
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
