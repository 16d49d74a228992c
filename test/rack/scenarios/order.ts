/** What a Kustomization made, and when it was well: times as the API server writes them, to the second. */
export interface Brought {
  /** Creation of each of its objects. */
  created: readonly string[];
  /** When it became Ready; empty where it never did. */
  ready: string;
}

/** Kustomizations whose first object was there before one was Ready for which they wait. */
export function tooEarly(
  order: Readonly<Record<string, readonly string[]>>,
  brought: ReadonlyMap<string, Brought>,
): string[] {
  return Object.entries(order).flatMap(([name, dependencies]) => {
    const [first] = [...(brought.get(name)?.created ?? [])].sort();
    if (first === undefined) return [`Kustomization/${name} made nothing`];
    return dependencies.flatMap((dependency) => {
      const ready = brought.get(dependency)?.ready ?? '';
      if (ready !== '' && first >= ready) return [];
      const when = ready === '' ? 'was never Ready' : `was Ready at ${ready}`;
      return [`Kustomization/${name} made its first object at ${first}, ${dependency} ${when}`];
    });
  });
}
