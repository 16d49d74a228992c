/** What an image reference says of itself: `quay.io/a/b:v1.2-x@sha256:…` → `{ repository: 'quay.io/a/b', numbers: [1, 2] }`. */
export interface ImageVersion {
  repository: string;
  /** Numbers of the tag, most significant first; empty where it has none. */
  numbers: readonly number[];
}

export function imageVersion(reference: unknown): ImageVersion {
  const [, repository = '', tag = ''] = /^(.*?)(?::([^:/@]*))?(?:@.*)?$/.exec(String(reference ?? '')) ?? [];
  return { repository, numbers: versionNumbers(tag) };
}

/** Numbers of a version: `v1.21.2` → [1, 21, 2]. */
export function versionNumbers(version: unknown): number[] {
  return (String(version ?? '').match(/\d+/g) ?? []).map(Number);
}

/** Whether `after` is older; what has no numbers is not compared. */
export function isOlder(before: readonly number[], after: readonly number[]): boolean {
  if (before.length === 0 || after.length === 0) return false;
  for (let at = 0; at < Math.min(before.length, after.length); at++) {
    if (before[at] !== after[at]) return after[at]! < before[at]!;
  }
  return false;
}
