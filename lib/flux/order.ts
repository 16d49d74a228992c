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

/**
 * Everything that keeps the apps from being brought up one after another, as chains to read: a circle of apps, or an app
 * whose own objects need what only its own chart brings (Flux checks all objects of one Kustomization before it applies
 * the first).
 */
export function impossibleOrders(needs: readonly Need[]): string[] {
  const own = needs.filter(({ from, on }) => from === on).map(({ from, because }) => `${from} → ${from} (${because})`);
  return [...new Set([...own.filter((chain) => chain.includes('is of group')), ...circles(needs)])];
}

function circles(needs: readonly Need[]): string[] {
  const dependencies = dependenciesOf(needs);
  const found = new Set<string>();
  const finished = new Set<string>();
  const visit = (app: string, chain: readonly string[]): void => {
    if (chain.includes(app)) {
      found.add(explain([...chain.slice(chain.indexOf(app)), app], needs));
      return;
    }
    if (finished.has(app)) return;
    for (const next of dependencies.get(app) ?? []) visit(next, [...chain, app]);
    finished.add(app);
  };
  for (const app of [...dependencies.keys()].sort()) visit(app, []);
  return [...found];
}

function explain(chain: readonly string[], needs: readonly Need[]): string {
  return chain
    .slice(1)
    .map((on, index) => {
      const from = chain[index]!;
      const { because } = needs.find((need) => need.from === from && need.on === on)!;
      return `${from} → ${on} (${because})`;
    })
    .join(', ');
}
