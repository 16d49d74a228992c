import { compareVersions } from './migrations';

/** What happened in one version, by the first sentence of each entry. */
export interface VersionNotes {
  version: string;
  entries: string[];
}

/** Versions of CHANGELOG.md above `from` and up to `to`, newest first. */
export function notesBetween(changelog: string, from: string, to: string): VersionNotes[] {
  return changelog
    .split(/^## /m)
    .slice(1)
    .flatMap((section): VersionNotes[] => {
      const version = /^\d+\.\d+\.\d+\S*/.exec(section)?.[0];
      if (version === undefined || compareVersions(version, from) <= 0 || compareVersions(version, to) > 0) return [];
      const entries = [...section.matchAll(/^- \*\*(.+?)\*\*/gms)].map(([, head = '']) => head.replace(/\s+/g, ' '));
      return [{ version, entries }];
    });
}
