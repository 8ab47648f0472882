import type { ReportLink, ReportSite, ReportTopology } from '../document'
import { drawnNodes } from './nodes'

export type Point = [number, number]

export interface Box {
  site: ReportSite
  x: number
  y: number
  width: number
  height: number
}

/** Both directions between two sites as one route. */
export interface Route {
  one: string
  other: string
  there: ReportLink | undefined
  back: ReportLink | undefined
  points: Point[]
  /** Where its text starts, and whether there is room for it. */
  text: { x: number; y: number; fits: boolean }
}

export interface Layout {
  width: number
  height: number
  boxes: Box[]
  tiers: { name: string; y: number }[]
  routes: Route[]
}

const tierOrder = ['cloud', 'edge', 'endpoint']
const gap = 104
const margin = 8
const laneWidth = 186
const textWidth = 168

/** Height that a box needs for its text and its nodes; nodes that are not drawn need a line of text. */
export function boxHeight(site: ReportSite, width: number): number {
  return 56 + Math.max(1, Math.ceil(drawnNodes(site).length / nodesPerLine(width))) * 18
}

/** How many nodes stand in one line of a box. */
export function nodesPerLine(width: number): number {
  return Math.max(1, Math.floor((width - 28) / 18))
}

/** Sites in a row for each tier, the cloud on top; routes that pass a tier use lanes at its right. */
export function layout(topology: ReportTopology, width: number): Layout {
  const tiers = tierOrder.filter((tier) => topology.sites.some((site) => site.tier === tier))
  const tierOf = (name: string) => tiers.indexOf(topology.sites.find((site) => site.name === name)?.tier ?? '')
  const pairs = pairsOf(topology)
  const skips = (pair: { one: string; other: string }) => Math.abs(tierOf(pair.one) - tierOf(pair.other)) > 1
  const lanes = pairs.filter(skips)
  const laneStep = Math.min(laneWidth, (width * 0.42) / Math.max(1, lanes.length))

  const boxes: Box[] = []
  const rows: { name: string; y: number }[] = []
  let y = 22
  for (const [row, tier] of tiers.entries()) {
    const sites = topology.sites.filter((site) => site.tier === tier)
    const passed = row > 0 && row < tiers.length - 1 ? lanes.length * laneStep : 0
    const each = (width - 2 * margin - passed - (sites.length - 1) * 20) / sites.length
    const height = Math.max(...sites.map((site) => boxHeight(site, each)))
    sites.forEach((site, index) => boxes.push({ site, x: margin + index * (each + 20), y, width: each, height }))
    rows.push({ name: tier, y: y - 8 })
    y += height + gap
  }

  const box = (name: string) => boxes.find((one) => one.site.name === name)!
  const routes = pairs.map((pair): Route => {
    const [upper, lower] = [box(pair.one), box(pair.other)].sort((a, b) => a.y - b.y) as [Box, Box]
    const lane = lanes.indexOf(pair)
    if (upper.y === lower.y) return { ...pair, ...beside(upper, lower) }
    if (lane >= 0) {
      const x = width - margin - lanes.length * laneStep + lane * laneStep + 22
      const points: Point[] = [
        [clamp(x, upper), upper.y + upper.height],
        [x, upper.y + upper.height + gap / 2],
        [x, lower.y - gap / 2],
        [clamp(x, lower), lower.y],
      ]
      return { ...pair, points, text: { x: x + 24, y: (upper.y + upper.height + lower.y) / 2, fits: laneStep >= 120 } }
    }
    return { ...pair, ...between(pair, upper, lower) }
  })
  return { width, height: y - gap + 12, boxes, tiers: rows, routes }

  function between(pair: { one: string; other: string }, upper: Box, lower: Box) {
    const siblings = pairs.filter((other) => !skips(other) && sameGap(other, upper, lower))
    const start = (one: Box) => {
      const mine = siblings.filter((other) => other.one === one.site.name || other.other === one.site.name)
      const room = one.width - (lanes.length > 0 && one.width > width - 3 * margin ? lanes.length * laneStep : 0)
      return one.x + (room * (mine.findIndex((other) => other.one === pair.one && other.other === pair.other) + 0.5)) / mine.length - Math.min(60, room / 4)
    }
    const points: Point[] = [
      [start(upper), upper.y + upper.height],
      [start(lower), lower.y],
    ]
    const room = (width - lanes.length * laneStep) / siblings.length
    return { points, text: { x: (points[0]![0] + points[1]![0]) / 2 + 24, y: (upper.y + upper.height + lower.y) / 2, fits: room >= textWidth } }
  }

  function sameGap(pair: { one: string; other: string }, upper: Box, lower: Box) {
    const [a, b] = [tierOf(pair.one), tierOf(pair.other)].sort()
    return a === tiers.indexOf(upper.site.tier) && b === tiers.indexOf(lower.site.tier)
  }
}

function pairsOf({ links }: ReportTopology) {
  const pairs: { one: string; other: string; there: ReportLink | undefined; back: ReportLink | undefined }[] = []
  for (const link of links) {
    const opposite = pairs.find((pair) => pair.one === link.to && pair.other === link.from)
    if (opposite) opposite.back = link
    else pairs.push({ one: link.from, other: link.to, there: link, back: undefined })
  }
  return pairs
}

function clamp(x: number, box: Box): number {
  return Math.min(box.x + box.width - 16, Math.max(box.x + 16, x))
}

/** A route between two sites of one tier hangs below them. */
function beside(one: Box, other: Box) {
  const [left, right] = one.x < other.x ? [one, other] : [other, one]
  const y = left.y + left.height
  const start = left.x + left.width - 24
  const end = right.x + 24
  const points: Point[] = [
    [start, y],
    [start, y + 16],
    [end, y + 16],
    [end, y],
  ]
  return { points, text: { x: start + 8, y: y + 46, fits: true } }
}
