/** A point and the width of the text that has to stand near it, in pixels. */
export interface Label {
  x: number
  y: number
  width: number
}

/** Where the left end of the middle of a text stands, and whether it is so far from its point that a line has to lead there. */
export interface Place {
  x: number
  y: number
  led: boolean
}

export interface Area {
  left: number
  right: number
  top: number
  bottom: number
}

const lineHeight = 16
const reach = 7

/** Finds a place for each text so that none covers another, a point or what is to be avoided: next to its point where there is room, else as near as possible. */
export function placeLabels(labels: Label[], avoided: Area[], within: Area): Place[] {
  const taken: Area[] = avoided.concat(labels.map(({ x, y }) => ({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach })))
  return labels.map((label) => {
    const { width } = label
    let best: { place: Place; area: Area; cost: number } | undefined
    for (const [dx, dy] of offsets) {
      // A text to the left of its point ends there, one above or below it is centred.
      const x = label.x + dx - (dx < -reach ? width : Math.abs(dx) <= reach ? width / 2 : 0)
      const y = label.y + dy
      const area = { left: x, right: x + width, top: y - lineHeight / 2, bottom: y + lineHeight / 2 }
      const covered = taken.reduce((sum, other) => sum + overlap(area, other), 0)
      const outside = width * lineHeight - overlap(area, within)
      const far = Math.hypot(dx, dy)
      const cost = far + 4 * covered + 40 * outside
      if (!best || cost < best.cost) best = { place: { x, y, led: far > 18 }, area, cost }
    }
    taken.push(best!.area)
    return best!.place
  })
}

const offsets = [10, 17, 26, 38, 52, 68, 86, 106, 130, 160].flatMap((radius) =>
  [0, 4, 12, 8, 1, 15, 3, 13, 2, 14, 5, 11, 6, 10, 7, 9].map((step): [number, number] => [
    radius * Math.cos((step * Math.PI) / 8),
    radius * Math.sin((step * Math.PI) / 8) * (radius < 20 ? 1.3 : 1),
  ]),
)

function overlap(one: Area, other: Area): number {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left)
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
  return width > 0 && height > 0 ? width * height : 0
}
