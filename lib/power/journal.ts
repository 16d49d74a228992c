import type { PowerAction } from './action';

/** One line of the file that remembers what was done to whose power. */
export interface JournalEntry {
  /** ISO 8601, UTC. */
  at: string;
  blade: string;
  action: PowerAction;
  step: 'begun' | 'off' | 'fenced' | 'on' | 'back' | 'unfenced' | 'done' | 'failed';
  /** Who asked, as their machine calls them. */
  by: string;
  text: string;
}

/** Blades whose last operation did not come to its end: their port may be off, or they may be fenced. */
export function unfinished(journal: readonly JournalEntry[]): JournalEntry[] {
  const last = new Map<string, JournalEntry>();
  for (const entry of journal) last.set(entry.blade, entry);
  return [...last.values()].filter(({ step, action }) => !(step === 'done' && action !== 'off'));
}

/** Times at which a blade was cycled since some moment. */
export function cyclesSince(journal: readonly JournalEntry[], blade: string, sinceMs: number): number {
  return journal.filter(
    (entry) =>
      entry.blade === blade && entry.action === 'cycle' && entry.step === 'off' && Date.parse(entry.at) >= sinceMs,
  ).length;
}

/** Reads lines; what is no entry (a line cut off by a power failure) is skipped. */
export function parseJournal(text: string): JournalEntry[] {
  return text.split('\n').flatMap((line): JournalEntry[] => {
    try {
      const entry = JSON.parse(line) as JournalEntry;
      return typeof entry.blade === 'string' && typeof entry.step === 'string' ? [entry] : [];
    } catch {
      return [];
    }
  });
}
