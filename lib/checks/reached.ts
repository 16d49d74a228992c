/** What can be reached from somewhere over any number of steps; the start itself only where a circle leads back to it. */
export function reachedFrom<T>(start: T, stepsOf: (from: T) => readonly T[]): ReadonlySet<T> {
  const reached = new Set<T>();
  const queue = [...stepsOf(start)];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    queue.push(...stepsOf(next));
  }
  return reached;
}
