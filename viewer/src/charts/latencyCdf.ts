import type { ReportPoint, ReportSloBound } from '../document'
import { milliseconds, significant } from '../format'
import { strokesOf } from '../services/strokes'
import { axis, base, escaped, legend, logTicks, span, type OptionBuilder } from './frame'

/** A distribution of latencies. */
export interface Curve {
  name: string
  cdf: ReportPoint[]
  /** Items or requests behind it. */
  items: number
  bounds: ReportSloBound[]
}

/** The fraction of the items that returned within a latency. */
function fractionWithin(row: Curve, ms: number): number {
  let low = 0
  let high = row.cdf.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (row.cdf[middle]![0] <= ms) low = middle + 1
    else high = middle
  }
  return low === 0 ? 0 : row.cdf[low - 1]![1]
}

/** Whether latencies are so far apart that a logarithmic axis shows them better. */
export function spreadsWidely(rows: Pick<Curve, 'cdf'>[]): boolean {
  const ends = rows.flatMap((row) => (row.cdf.length ? [row.cdf[0]![0], row.cdf.at(-1)![0]] : [])).filter((ms) => ms > 0)
  return Math.max(...ends) / Math.min(...ends) > 20
}

/**
 * Empirical distributions of the latency, one curve for each, with the bounds of the objective.
 * The tail is the complement, the fraction that took longer, on a logarithmic axis.
 */
export function latencyCdf(rows: Curve[], logarithmic: boolean, tail: boolean, noun = 'items'): OptionBuilder {
  return (frame) => {
    const { theme } = frame
    const curves = rows.filter((row) => row.cdf.length > 0)
    const bounds = rows.find((row) => row.bounds.length > 0)?.bounds ?? []
    const positive = [...curves.flatMap((row) => [row.cdf[0]![0], row.cdf.at(-1)![0]]), ...bounds.map((bound) => bound.boundMs)].filter((ms) => ms > 0)
    const { low, high } = span(positive, 0.9, 1.1)
    const names = legend(frame, curves.map((row) => row.name))
    const ticks = logTicks(low, high)
    const scale = logarithmic
      ? { type: 'log' as const, min: low, max: high, axisLabel: { color: theme.quiet, customValues: ticks, hideOverlap: true }, axisTick: { customValues: ticks } }
      : { min: 0, max: high, axisLabel: { color: theme.quiet, showMaxLabel: false } }
    const strokes = strokesOf(rows.map((row) => row.name), theme)
    const height = (fraction: number) => (tail ? 1 - fraction : fraction)
    const vertical = tail
      ? { ...axis(theme, `Fraction of ${noun} that took longer`, true), axisLabel: { color: theme.quiet, showMinLabel: false }, type: 'log' as const, min: 1 / Math.max(10, ...curves.map((row) => row.items)), max: 1 }
      : { ...axis(theme, `Fraction of ${noun}`, true), min: 0, max: 1 }
    return {
      ...base(frame),
      legend: names.option,
      grid: { left: tail ? 56 : 40, right: 24, top: names.height + 34, bottom: 44, containLabel: false },
      xAxis: { ...axis(theme, 'Latency (ms)'), ...scale },
      yAxis: vertical,
      tooltip: {
        ...(base(frame).tooltip as object),
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: theme.quiet } },
        formatter: (items: { axisValue: number }[]) => {
          const ms = Number(items[0]?.axisValue ?? 0)
          const lines = curves.map((row) => `${escaped(row.name)}: ${significant(100 * fractionWithin(row, ms))} %`)
          return [`within ${milliseconds(ms)}`, ...lines].join('<br>')
        },
      },
      series: [
        ...curves.map((row) => {
          const stroke = strokes[rows.indexOf(row)]!
          return {
            type: 'line',
            name: row.name,
            // Between thinned points a straight line is nearer to the truth than a step.
            step: row.cdf.length < 100 ? 'end' : false,
            symbol: 'none',
            data: [[logarithmic ? low : 0, 0], [row.cdf[0]![0], 0], ...row.cdf, [high, row.cdf.at(-1)![1]]]
              .map(([ms, fraction]) => [ms!, height(fraction!)])
              .filter(([, fraction]) => !tail || fraction! > 1e-12),
            color: stroke.color,
            lineStyle: { width: 2, type: stroke.dash },
            emphasis: { disabled: true },
            markLine:
              row !== curves[0] || bounds.length === 0
                ? undefined
                : {
                    silent: true,
                    symbol: 'none',
                    lineStyle: { color: theme.text, width: 1, type: [4, 3] },
                    label: { color: theme.text, fontSize: 12, distance: 8, formatter: (mark: { name: string }) => mark.name },
                    data: bounds.map((bound) => ({ name: `p${bound.percentile} ≤ ${milliseconds(bound.boundMs)}`, xAxis: bound.boundMs })),
                  },
          }
        }),
        {
          type: 'scatter',
          name: 'objective',
          silent: true,
          symbolSize: 10,
          itemStyle: { color: theme.paper, borderColor: theme.text, borderWidth: 1.5 },
          data: bounds.map((bound) => [bound.boundMs, height(bound.percentile / 100)]),
        },
      ],
    }
  }
}
