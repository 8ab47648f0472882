import { columnOf, type Column } from '../jobs/columns'
import { figureOf } from '../jobs/selection.svelte'
import type { ReportJobRow } from '../document'
import { fixed } from '../format'
import { axis, base, escaped, fontFamily, logTicks, type OptionBuilder } from './frame'
import { ends, strokesBetween } from './intervals'
import { placeLabels, type Area } from './labels'
import { textWidth } from './text'

export const timeFigure = 'meanTurnaroundSeconds'
export const carbonFigure = 'carbonGrams'

type Ends = { mean: number; low: number; high: number }

/** A policy as a point of the chart. */
export interface Mark {
  row: ReportJobRow
  x: Ends
  y: Ends
}

/** The rows that have both figures, in the units of their columns. */
export function marksOf(rows: ReportJobRow[]): { marks: Mark[]; time: Column; carbon: Column } | null {
  const [time, carbon] = [timeFigure, carbonFigure].map((name) => {
    const figure = rows.flatMap((row) => figureOf(row, name) ?? [])[0]
    return figure && columnOf(figure, rows)
  })
  if (!time || !carbon) return null
  const scaled = (row: ReportJobRow, column: Column): Ends | null => {
    const figure = figureOf(row, column.name)
    const found = figure ? ends(figure) : null
    return found && { mean: found.mean * column.factor, low: found.low * column.factor, high: found.high * column.factor }
  }
  const marks = rows.flatMap((row) => {
    const [x, y] = [scaled(row, time), scaled(row, carbon)]
    return x && y ? [{ row, x, y }] : []
  })
  return marks.length > 0 ? { marks, time, carbon } : null
}

/** The range of an axis: all values, with room at both ends. */
function range(values: number[], logarithmic: boolean): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  if (logarithmic) return [low / 1.25, high * 1.35]
  const room = (high - low || Math.abs(high) || 1) * 0.08
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + 1.4 * room]
}

/** Mean turnaround against emissions, a point for each row, with the Pareto front and the lower bounds that are given. */
export function timeOrCarbon(found: NonNullable<ReturnType<typeof marksOf>>, baseline: string, bounds: { x: number | null; y: number | null }, logarithmic: boolean, height: number): OptionBuilder {
  return (frame) => {
    const { theme } = frame
    const { marks, time, carbon } = found
    const grid = { left: 64, right: 16, top: 34, bottom: 46 }
    const plot = { width: frame.width - grid.left - grid.right, height: height - grid.top - grid.bottom }
    const [left, right] = range([...marks.flatMap(({ x }) => [x.low, x.high]), ...(bounds.x === null ? [] : [bounds.x])].filter((x) => !logarithmic || x > 0), logarithmic)
    const [low, high] = range([...marks.flatMap(({ y }) => [y.low, y.high]), ...(bounds.y === null ? [] : [bounds.y])], false)
    const across = (x: number) => grid.left + plot.width * (logarithmic ? Math.log(Math.max(x, left) / left) / Math.log(right / left) : (x - left) / (right - left))
    const down = (y: number) => grid.top + plot.height * (1 - (y - low) / (high - low))
    const front = marks.filter(({ row }) => row.pareto).sort((one, other) => one.x.mean - other.x.mean)
    const points = marks.map(({ row, x, y }) => {
      const text = row.label + (row.label === baseline ? ' (baseline)' : '')
      return { x: across(x.mean), y: down(y.mean), text, width: textWidth(text, 13, row.pareto ? 600 : 400) + 4 }
    })
    const places = placeLabels(points, frontAreas(front.map(({ x, y }) => [across(x.mean), down(y.mean)])), { left: grid.left, right: frame.width - grid.right, top: grid.top, bottom: height - grid.bottom })
    const ticks = logTicks(left, right)
    const kinds = [
      { name: 'Pareto', symbol: 'circle', size: 10, fill: theme.series[0], edge: theme.series[0], of: marks.filter(({ row }) => row.pareto) },
      { name: 'other', symbol: 'circle', size: 9, fill: theme.paper, edge: theme.text, of: marks.filter(({ row }) => !row.pareto) },
    ]
    return {
      ...base(frame),
      grid,
      xAxis: {
        ...axis(theme, `${time.title} (${time.unit})`),
        ...(logarithmic ? { type: 'log' as const, axisTick: { customValues: ticks } } : {}),
        min: left,
        max: right,
        axisLabel: { color: theme.quiet, hideOverlap: true, showMinLabel: false, showMaxLabel: false, ...(logarithmic ? { customValues: ticks } : {}) },
      },
      yAxis: { ...axis(theme, `${carbon.title} (${carbon.unit})`, true), min: low, max: high, axisLabel: { color: theme.quiet, showMinLabel: low === 0, showMaxLabel: false } },
      tooltip: {
        ...(base(frame).tooltip as object),
        trigger: 'item',
        formatter: (item: { data: { mark?: Mark } }) =>
          item.data.mark
            ? `<b>${escaped(item.data.mark.row.label)}</b><br>${describe(time, item.data.mark.x)}<br>${describe(carbon, item.data.mark.y)}`
            : '',
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
            fontWeight: marks[index]!.row.pareto ? 600 : 400,
            fill: theme.text,
            stroke: theme.paper,
            lineWidth: 3,
          },
        })),
      ],
      series: [
        {
          type: 'line',
          name: 'front',
          silent: true,
          symbol: 'none',
          step: 'end',
          color: theme.series[0],
          lineStyle: { width: 1.5 },
          emphasis: { disabled: true },
          data: front.map(({ x, y }) => [x.mean, y.mean]),
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: theme.text, width: 1, type: [6, 4] },
            label: { color: theme.text, fontSize: 12, formatter: (mark: { name: string }) => mark.name },
            data: [
              ...(bounds.y === null ? [] : [{ name: 'lower bound of carbon', yAxis: bounds.y, label: { position: 'insideEndTop' as const } }]),
              ...(bounds.x === null ? [] : [{ name: 'lower bound of time', xAxis: bounds.x, label: { position: 'insideEndTop' as const } }]),
            ],
          },
        },
        {
          type: 'line',
          name: 'intervals',
          silent: true,
          symbol: 'none',
          color: theme.quiet,
          lineStyle: { width: 1 },
          emphasis: { disabled: true },
          data: strokesBetween(
            marks.flatMap(({ x, y }): [[number, number], [number, number]][] => [
              [[x.low, y.mean], [x.high, y.mean]],
              [[x.mean, y.low], [x.mean, y.high]],
            ]),
          ),
        },
        ...kinds.map((kind) => ({
          type: 'scatter',
          name: kind.name,
          symbol: kind.symbol,
          symbolSize: kind.size,
          itemStyle: { color: kind.fill, borderColor: kind.edge, borderWidth: 1.5 },
          emphasis: { disabled: true },
          z: 5,
          data: kind.of.map((mark) => ({ value: [mark.x.mean, mark.y.mean], mark, symbol: mark.row.label === baseline ? 'rect' : kind.symbol })),
        })),
      ],
    }
  }
}

/** What the steps of the front cover. */
function frontAreas(points: [number, number][]): Area[] {
  return points.slice(1).flatMap(([x, y], index) => {
    const [fromX, fromY] = points[index]!
    return [
      { left: fromX, right: x, top: fromY - 2, bottom: fromY + 2 },
      { left: x - 2, right: x + 2, top: Math.min(fromY, y), bottom: Math.max(fromY, y) },
    ]
  })
}

function describe(column: Column, { mean, low, high }: Ends): string {
  const interval = high > low ? ` (${fixed(low, column.digits)} to ${fixed(high, column.digits)})` : ''
  return `${escaped(column.title)}: ${fixed(mean, column.digits)}${interval} ${escaped(column.unit)}`
}
