/**
 * Tells a stalled fan from one that is still spinning up: a fan counts as stalled when it was driven and too slow at
 * two readings in a row. The first reading after a start is often the one from before it.
 */
export class StallWatch {
  private readonly slowReadings = new Map<number, number>();

  observe(fan: number, drivenRatio: number, tooSlow: boolean): boolean {
    const slow = drivenRatio > 0 && tooSlow ? (this.slowReadings.get(fan) ?? 0) + 1 : 0;
    this.slowReadings.set(fan, slow);
    return slow >= 2;
  }

  forget(): void {
    this.slowReadings.clear();
  }
}
