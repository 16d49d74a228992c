/**
 * Private keys, passwords and tokens that somebody wrote into a rack file by mistake, struck out: messages end up in the
 * logs of CI, where more people read than in the repository. The length stays, so that carets point at the right place.
 */
export function mask(text: string): string {
  return text
    .replaceAll(/(?<=SECRET-KEY-1)[0-9a-z]+/gi, stars)
    .replaceAll(/(?<=:\/\/[^\s/@:]*:)[^\s/@]+(?=@)/g, stars)
    .replaceAll(/(?<=(?<!ssh):\/\/)[^\s/@:]+(?=[^\s/]*@)/gi, stars)
    .replaceAll(inQuery, stars)
    .replaceAll(longSegment, stars);
}

/** What `mask` strikes out of a text, in lower case. */
export function secretsIn(secretive: string): string[] {
  const masked = mask(secretive);
  if (masked === secretive) return [];
  const struck = masked.replaceAll(/[^]/g, (character, index: number) =>
    character === '*' ? (secretive[index] as string) : '\n',
  );
  const runs = struck.toLowerCase().split(/\n+/);
  return runs.filter((run) => run.length > 3);
}

/** The value of a parameter behind an address, `?token=…`, however short. */
const inQuery = /(?<=:\/\/[^\s"']*[?&#][\w.-]{1,40}=)[^\s"'&#]{4,}/g;

/** The secret part of an address such as a webhook's: a long run of letters and digits in its path or query. */
const longSegment = /(?<=:\/\/[^\s"']*[/=])(?=[A-Za-z_~-]*\d)(?=[\d_~-]*[A-Za-z])[\w~-]{16,}/g;

const stars = (secret: string) => '*'.repeat(secret.length);
