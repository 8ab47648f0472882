import { figureOf } from '../jobs/selection.svelte'
import type { ReportFigure, ReportJobRow } from '../document'
import { fixed, plain, significant } from '../format'
import { axis, base, escaped, fontFamily, type OptionBuilder } from './frame'
import { strokesBetween } from './intervals'
import { textWidth } from './text'

/** How a row differs from the baseline in a figure. */
interface Difference {
  label: string
  mean: number
  low: number | null
  high: number | null
}

/** The rows that differ from the baseline in a figure by something known. */
export function differencesOf(rows: ReportJobRow[], name: string): Difference[] {
  return rows.flatMap((row) => {
    const figure = figureOf(row, name)
    if (figure?.differencePercent == null) return []
    return [{ label: row.label, mean: figure.differencePercent, low: figure.differenceLowPercent, high: figure.differenceHighPercent }]
  })
}

/** Whether a difference is for the better, for the worse, or within its interval of none. */
function verdict({ mean, low, high }: Difference, better: string): 'better' | 'worse' | 'unclear' {
  if (mean === 0 || better === 'neither' || (low !== null && high !== null && low <= 0 && high >= 0)) return 'unclear'
  return mean < 0 === (better === 'lower') ? 'better' : 'worse'
}

const signed = (value: number) => (value > 0 ? '+' : '') + (Math.abs(value) < 100 ? fixed(value, 1) : significant(value))

const lines = (data: string[]) => ({ type: 'category' as const, inverse: true, data, axisLine: { show: false }, axisTick: { show: false } })

/** Paired differences from the baseline as intervals, a line for each row. */
export function differences(found: Difference[], figure: Pick<ReportFigure, 'title' | 'better'>): OptionBuilder {
  return (frame) => {
    const { theme } = frame
    const longest = Math.max(...found.map(({ label }) => textWidth(label)))
    const colors = { better: theme.series[2]!, worse: theme.series[3]!, unclear: theme.quiet }
    const kinds = ['better', 'worse', 'unclear'] as const
    return {
      ...base(frame),
      grid: { left: Math.min(frame.width * 0.45, 16 + longest), right: 88, top: 8, bottom: 44 },
      xAxis: { ...axis(theme, `${figure.title}: difference from the baseline (%)`), axisLabel: { color: theme.quiet, hideOverlap: true, formatter: plain }, splitLine: { show: true, lineStyle: { color: theme.rule } }, axisLine: { show: false } },
      yAxis: [
        { ...lines(found.map(({ label }) => label)), axisLabel: { color: theme.text, fontFamily, fontSize: 13, interval: 0, width: frame.width * 0.45 - 16, overflow: 'truncate' } },
        { ...lines(found.map(({ mean }) => `${signed(mean)} %`)), position: 'right', axisLabel: { color: theme.text, fontFamily, fontSize: 13, interval: 0, align: 'right', margin: 76 } },
      ],
      tooltip: {
        ...(base(frame).tooltip as object),
        trigger: 'item',
        formatter: (item: { value: [number, number] }) => {
          const { label, mean, low, high } = found[item.value[1]]!
          return `${escaped(label)}: ${signed(mean)} %${low === null || high === null ? '' : ` (${signed(low)} to ${signed(high)} %)`}`
        },
      },
      series: kinds.flatMap((kind) => {
        const of = found.map((difference, index) => ({ ...difference, index })).filter((difference) => verdict(difference, figure.better) === kind)
        return [
          {
            type: 'line',
            name: kind,
            silent: true,
            symbol: 'none',
            color: colors[kind],
            lineStyle: { width: 2 },
            emphasis: { disabled: true },
            data: strokesBetween(
              of.flatMap(({ low, high, index }): [[number, number], [number, number]][] => (low === null || high === null ? [] : [[[low, index], [high, index]]])),
            ),
            markLine: kind !== 'better' ? undefined : { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: theme.text, width: 1, type: 'solid' }, data: [{ xAxis: 0 }] },
          },
          {
            type: 'scatter',
            name: kind,
            symbol: kind === 'worse' ? 'triangle' : 'circle',
            symbolSize: 9,
            itemStyle: { color: kind === 'unclear' ? theme.paper : colors[kind], borderColor: colors[kind], borderWidth: 1.5 },
            emphasis: { disabled: true },
            data: of.map(({ mean, index }) => [mean, index]),
          },
        ]
      }),
    }
  }
}
