import type { ReportServiceRow } from '../document'
import { fixed, milliseconds } from '../format'
import type { PolicyStroke } from '../services/strokes'
import { axis, base, escaped, fontFamily, logTicks, type OptionBuilder } from './frame'
import { ends, strokesBetween } from './intervals'
import { placeLabels } from './labels'
import { textWidth } from './text'

/** Core-seconds against the 99th percentile of the latency, a point for each policy. One that is infinitely late stands on the upper edge. */
export function latencyOrCores(rows: ReportServiceRow[], strokes: PolicyStroke[], height: number): OptionBuilder {
  return (frame) => {
    const { theme } = frame
    const grid = { left: 64, right: 16, top: 34, bottom: 46 }
    const plot = { width: frame.width - grid.left - grid.right, height: height - grid.top - grid.bottom }
    const bounds = (rows.find((row) => row.slo)?.slo?.bounds ?? []).filter((bound) => bound.percentile === 99)
    const marks = rows.flatMap((row, index) => {
      const x = ends(row.coreSeconds)
      return x ? [{ row, x, y: ends(row.p99Ms), color: strokes[index]!.color }] : []
    })
    const across = marks.flatMap(({ x }) => [x.low, x.high])
    const room = (Math.max(...across) - Math.min(...across) || Math.max(...across, 1)) * 0.07
    const [left, right] = [Math.max(0, Math.min(...across) - room), Math.max(...across) + 1.6 * room]
    const up = [...marks.flatMap(({ y }) => (y ? [y.mean, Math.max(y.low, y.mean / 3), y.high] : [])), ...bounds.map((bound) => bound.boundMs)].filter((ms) => ms > 0)
    const lowest = Math.min(...(up.length > 0 ? up : [1])) / 1.3
    const highest = Math.max(...(up.length > 0 ? up : [10])) * (marks.some(({ y }) => !y) ? 2.2 : 1.3)
    const yOf = (y: { mean: number } | null) => (y ? Math.max(y.mean, lowest) : highest)
    const points = marks.map(({ row, x, y }) => {
      const text = row.scaling + (y ? '' : ' (∞)')
      return {
        x: grid.left + (plot.width * (x.mean - left)) / (right - left),
        y: grid.top + plot.height * (1 - Math.log(yOf(y) / lowest) / Math.log(highest / lowest)),
        text,
        width: textWidth(text, 13, row.best ? 600 : 400) + 4,
      }
    })
    const places = placeLabels(points, [], { left: grid.left, right: frame.width - grid.right, top: grid.top, bottom: height - grid.bottom })
    const ticks = logTicks(lowest, highest)
    return {
      ...base(frame),
      grid,
      xAxis: { ...axis(theme, 'Core-seconds'), min: left, max: right, axisLabel: { color: theme.quiet, hideOverlap: true, showMinLabel: false, showMaxLabel: false } },
      yAxis: {
        ...axis(theme, '99th percentile of the latency (ms)', true),
        type: 'log',
        min: lowest,
        max: highest,
        axisLabel: { color: theme.quiet, hideOverlap: true, customValues: ticks },
      },
      tooltip: {
        ...(base(frame).tooltip as object),
        trigger: 'item',
        formatter: (item: { data: { row?: ReportServiceRow } }) => (item.data.row ? describe(item.data.row) : ''),
      },
      graphic: [
        ...places.flatMap((place, index) => {
          const { x, y, width } = points[index]!
          const to = { x: Math.min(place.x + width, Math.max(place.x, x)), y: place.y + (Math.abs(place.y - y) < 9 ? 0 : place.y > y ? -7 : 7) }
          return place.led ? [{ type: 'line', silent: true, z: 1, shape: { x1: x, y1: y, x2: to.x, y2: to.y }, style: { stroke: theme.quiet, lineWidth: 0.7 } }] : []
        }),
        ...places.map((place, index) => ({
          type: 'text',
          silent: true,
          z: 9,
          style: {
            text: points[index]!.text,
            x: place.x,
            y: place.y,
            verticalAlign: 'middle',
            fontFamily,
            fontSize: 13,
            fontWeight: marks[index]!.row.best ? 600 : 400,
            fill: theme.text,
            stroke: theme.paper,
            lineWidth: 3,
          },
        })),
      ],
      series: [
        {
          type: 'line',
          name: 'intervals',
          silent: true,
          symbol: 'none',
          color: theme.quiet,
          lineStyle: { width: 1 },
          emphasis: { disabled: true },
          data: strokesBetween(
            marks.flatMap(({ x, y }): [[number, number], [number, number]][] =>
              y ? [[[x.low, y.mean], [x.high, y.mean]], [[x.mean, Math.max(lowest, y.low)], [x.mean, y.high]]] : [[[x.low, highest], [x.high, highest]]],
            ),
          ),
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: theme.text, width: 1, type: [4, 3] },
            label: { color: theme.text, fontSize: 12, position: 'insideEndTop', formatter: (mark: { name: string }) => mark.name },
            data: bounds.map((bound) => ({ name: `objective: p99 ≤ ${milliseconds(bound.boundMs)}`, yAxis: bound.boundMs })),
          },
        },
        {
          type: 'scatter',
          name: 'policies',
          clip: false,
          emphasis: { disabled: true },
          z: 5,
          data: marks.map(({ row, x, y, color }) => ({
            value: [x.mean, yOf(y)],
            row,
            symbol: !y ? 'triangle' : row.clairvoyant ? 'rect' : row.pareto ? 'diamond' : 'circle',
            symbolSize: row.pareto && y ? 14 : 10,
            itemStyle: { color: row.clairvoyant || !y ? theme.paper : color, borderColor: color, borderWidth: 1.8, opacity: 1 },
          })),
        },
      ],
    }
  }
}

function describe(row: ReportServiceRow): string {
  const p99 = row.p99Ms.mean === null ? '∞' : milliseconds(row.p99Ms.mean)
  const within = row.attainmentPercent.mean === null ? '' : `<br>in time: ${fixed(row.attainmentPercent.mean, 2)} %`
  return `<b>${escaped(row.scaling)}</b><br>p99: ${p99}<br>core-seconds: ${fixed(row.coreSeconds.mean ?? 0, 0)}${within}`
}
