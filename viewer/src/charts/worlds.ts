import type { ReportWorlds } from '../document'
import { fixed, milliseconds } from '../format'
import { axis, base, escaped, fontFamily, legend, type OptionBuilder } from './frame'

const worlds = [
  { name: 'simulated', ms: 'simulatedMs', mean: 'simulatedMeanMs' },
  { name: 'emulated', ms: 'emulatedMs', mean: 'emulatedMeanMs' },
] as const

/** The parts of the mean latency of each placement, a bar for each world. */
export function worldsChart(rows: ReportWorlds[]): OptionBuilder {
  return (frame) => {
    const { theme } = frame
    const parts = [...new Set(rows.flatMap((row) => row.parts.map((part) => part.part)))]
    const names = legend(frame, parts, 'mark')
    const longest = Math.max(...rows.map((row) => row.placement.length))
    return {
      ...base(frame),
      legend: names.option,
      grid: { left: 12 + longest * 7.5, right: 150, top: names.height + 8, bottom: 44 },
      xAxis: { ...axis(theme, 'Mean latency (ms)'), min: 0, splitLine: { show: true, lineStyle: { color: theme.rule } } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map((row) => row.placement),
        axisLine: { lineStyle: { color: theme.quiet } },
        axisTick: { show: false },
        axisLabel: { color: theme.text, fontFamily, fontSize: 14, interval: 0 },
      },
      tooltip: {
        ...(base(frame).tooltip as object),
        trigger: 'item',
        formatter: (item: { seriesName: string; dataIndex: number; seriesIndex: number }) => {
          const row = rows[item.dataIndex]!
          const part = row.parts.find((one) => one.part === item.seriesName)
          return part
            ? `${escaped(row.placement)}: ${escaped(part.part)}<br>${milliseconds(part.simulatedMs)} simulated, ${milliseconds(part.emulatedMs)} emulated`
            : ''
        },
      },
      series: worlds.flatMap((world) => [
        ...parts.map((name) => ({
          type: 'bar',
          name,
          stack: world.name,
          barWidth: 15,
          barGap: '25%',
          color: theme.parts[name] ?? theme.quiet,
          itemStyle: { borderColor: theme.paper, borderWidth: 0.5, opacity: world.name === 'simulated' ? 1 : 0.72 },
          emphasis: { disabled: true },
          data: rows.map((row) => row.parts.find((part) => part.part === name)?.[world.ms] ?? 0),
        })),
        {
          type: 'bar',
          name: `total ${world.name}`,
          stack: world.name,
          silent: true,
          data: rows.map(() => 0),
          label: {
            show: true,
            position: 'right',
            color: theme.text,
            fontFamily,
            fontSize: 12,
            formatter: (item: { dataIndex: number }) => `${fixed(rows[item.dataIndex]![world.mean], 1)} ms ${world.name}`,
          },
        },
      ]),
    }
  }
}
