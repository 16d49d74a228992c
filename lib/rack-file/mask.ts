/**
 * Private keys and passwords that somebody wrote into a rack file by mistake, struck out: messages end up in the logs of
 * CI, where more people read than in the repository. The length stays, so that carets point at the right place.
 */
export function mask(text: string): string {
  return text
    .replaceAll(/(?<=AGE-SECRET-KEY-1)[0-9a-z]+/gi, stars)
    .replaceAll(/(?<=:\/\/[^\s/@:]*:)[^\s/@]+(?=@)/g, stars);
}

const stars = (secret: string) => '*'.repeat(secret.length);
