/** Points of one line that draws a stroke for each pair of ends, with gaps between them. */
export function strokesBetween(pairs: [from: [number, number], to: [number, number]][]): (number | null)[][] {
  return pairs.flatMap(([from, to]) => [from, to, [null, null]])
}

/** An end of an interval, or the mean where there is no interval. */
export function ends(figure: { mean: number | null; low: number | null; high: number | null }): { mean: number; low: number; high: number } | null {
  if (figure.mean === null) return null
  return { mean: figure.mean, low: figure.low ?? figure.mean, high: figure.high ?? figure.mean }
}
