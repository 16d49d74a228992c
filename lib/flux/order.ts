import type { Need } from './needs';

/** `dependsOn` of every app, sorted; an app never waits for itself. */
export function dependenciesOf(needs: readonly Need[]): Map<string, string[]> {
  const dependencies = new Map<string, Set<string>>();
  for (const { from, on } of needs) {
    if (from === on) continue;
    dependencies.set(from, (dependencies.get(from) ?? new Set()).add(on));
  }
  return new Map([...dependencies].map(([app, on]) => [app, [...on].sort()]));
}
