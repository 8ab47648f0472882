import type { ReportRow } from '../document'
import { fixed, milliseconds, significant } from '../format'
import { axis, base, escaped, fontFamily, legend, type OptionBuilder } from './frame'

/** Names of the parts in order, from the first row that has them. */
export function partNames(rows: ReportRow[]): string[] {
  return rows.find((row) => row.parts.length > 0)?.parts.map((part) => part.part) ?? []
}

/** Mean latency of each placement as a bar of its parts. */
export function breakdown(rows: ReportRow[]): OptionBuilder {
  return (frame) => {
    const { theme } = frame
    const parts = partNames(rows)
    const names = legend(frame, parts, 'mark')
    const longest = Math.max(...rows.map((row) => row.placement.length))
    const meanOf = (row: ReportRow, part: string) => row.parts.find((one) => one.part === part)?.meanMs ?? 0
    const totals = rows.map((row) => parts.reduce((sum, part) => sum + meanOf(row, part), 0))
    return {
      ...base(frame),
      legend: names.option,
      grid: { left: 12 + longest * 7.5, right: 76, top: names.height + 8, bottom: 44 },
      xAxis: { ...axis(theme, 'Mean latency (ms)'), min: 0, splitLine: { show: true, lineStyle: { color: theme.rule } } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map((row) => row.placement),
        axisLine: { lineStyle: { color: theme.quiet } },
        axisTick: { show: false },
        axisLabel: { color: theme.text, fontFamily, fontSize: 14 },
      },
      tooltip: {
        ...(base(frame).tooltip as object),
        trigger: 'item',
        formatter: (item: { seriesName: string; dataIndex: number; value: number }) =>
          `${escaped(rows[item.dataIndex]!.placement)}: ${escaped(item.seriesName)} ${milliseconds(item.value)}` +
          ` (${significant((100 * item.value) / totals[item.dataIndex]!, 2)} %)`,
      },
      series: [
        ...parts.map((part) => ({
          type: 'bar',
          name: part,
          stack: 'latency',
          barWidth: 22,
          color: theme.parts[part] ?? theme.quiet,
          itemStyle: { borderColor: theme.paper, borderWidth: 0.5 },
          emphasis: { disabled: true },
          data: rows.map((row) => meanOf(row, part)),
        })),
        {
          type: 'bar',
          name: 'total',
          stack: 'latency',
          silent: true,
          data: rows.map(() => 0),
          label: {
            show: true,
            position: 'right',
            color: theme.text,
            fontFamily,
            formatter: (item: { dataIndex: number }) => (totals[item.dataIndex]! > 0 ? `${fixed(totals[item.dataIndex]!, 1)} ms` : 'none completed'),
          },
        },
      ],
    }
  }
}
