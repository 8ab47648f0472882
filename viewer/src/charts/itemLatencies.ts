import type { ReportRow } from '../document'
import { milliseconds, significant } from '../format'
import { axis, base, escaped, legend, logTicks, span, type OptionBuilder } from './frame'

const symbols = ['circle', 'triangle', 'rect', 'diamond', 'roundRect', 'pin', 'arrow']
const cross = 'path://M0,0 L10,10 M10,0 L0,10'

/** Latency of single items over the time at which they were scheduled; lost items stand at the upper edge. */
export function itemLatencies(rows: ReportRow[], logarithmic: boolean): OptionBuilder {
  return (frame) => {
    const { theme } = frame
    const names = legend(frame, rows.map((row) => row.placement), 'mark')
    const all = rows.flatMap((row) => row.latencies.map(([, ms]) => ms)).filter((ms) => ms > 0)
    const { low, high } = span(all, 0.85, 1.2)
    const ticks = logTicks(low, high)
    const scale = logarithmic
      ? { type: 'log' as const, min: low, max: high, axisLabel: { color: theme.quiet, customValues: ticks }, axisTick: { show: false, customValues: ticks } }
      : { min: 0, max: high, axisLabel: { color: theme.quiet, showMaxLabel: false } }
    return {
      ...base(frame),
      legend: names.option,
      grid: { left: 48, right: 24, top: names.height + 30, bottom: 44 },
      xAxis: { ...axis(theme, 'Scheduled (s since the start of the repetition)'), min: 0, max: 'dataMax', axisLabel: { color: theme.quiet, showMaxLabel: false } },
      yAxis: { ...axis(theme, 'Latency (ms)', true), ...scale },
      tooltip: {
        ...(base(frame).tooltip as object),
        trigger: 'item',
        formatter: (item: { seriesName: string; value: [number, number]; seriesIndex: number }) =>
          `${escaped(item.seriesName)}: ` +
          (item.seriesIndex < rows.length ? milliseconds(item.value[1]) : 'lost') +
          ` at ${significant(item.value[0])} s`,
      },
      series: [
        ...rows.map((row, index) => ({
          type: 'scatter',
          name: row.placement,
          symbol: symbols[index % symbols.length],
          symbolSize: 4.5,
          color: theme.series[index % theme.series.length],
          itemStyle: { opacity: 0.75 },
          emphasis: { disabled: true },
          data: row.latencies,
        })),
        ...rows.map((row, index) => ({
          type: 'scatter',
          name: row.placement,
          symbol: cross,
          symbolSize: 9,
          itemStyle: { color: 'transparent', borderColor: theme.series[index % theme.series.length], borderWidth: 1.5 },
          emphasis: { disabled: true },
          data: row.lostAtS.map((at) => [at, high]),
        })),
      ],
    }
  }
}
