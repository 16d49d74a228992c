/** Picks the row whose frequency is nearest. */
export function nearestFrequency<T extends { readonly hertz: number }>(rows: readonly T[], hertz: number): T {
  return rows.reduce((best, row) => (Math.abs(row.hertz - hertz) < Math.abs(best.hertz - hertz) ? row : best));
}
