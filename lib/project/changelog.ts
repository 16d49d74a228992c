import { compareVersions } from './migrations';

/** What happened in one version: the head of each entry, and the sentence that it begins or that follows it. */
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
      // An entry ends where the next one, a heading or an empty line begins.
      const entries = [...section.matchAll(/^- \*\*(.+?)\*\*(.*?)(?=\n- |\n\n|\n#|$(?![\s\S]))/gms)].map(
        ([, head = '', rest = '']) => `${head}${firstSentence(rest)}`.replace(/\s+/g, ' ').trim(),
      );
      return [{ version, entries }];
    });
}

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
