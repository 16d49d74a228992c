/** An operation had no answer in time, or the one before on the same subject still has none. */
export class HangError extends Error {
  override readonly name = 'HangError';
}

/**
 * Gives up waiting for an answer, which goes on by itself and is dropped when it comes.
 * @param onHang is called first when it does
 * @throws HangError after `milliseconds`
 */
export async function withDeadline<T>(
  milliseconds: number,
  what: string,
  answer: Promise<T>,
  onHang?: () => void,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      onHang?.();
      reject(new HangError(`no answer within ${milliseconds} ms: ${what}`));
    }, milliseconds);
  });
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
