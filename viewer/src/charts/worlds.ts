import type { ReportWorlds } from '../document'
import { fixed, milliseconds } from '../format'
import { worldName } from '../worlds'
import { axis, base, escaped, fontFamily, legend, type OptionBuilder } from './frame'

/** The parts of the mean latency of each placement, a bar for each world. */
export function worldsChart(rows: ReportWorlds[]): OptionBuilder {
  return (frame) => {
    const { theme } = frame
    const worlds = [...new Set(rows.flatMap((row) => row.worlds.map((world) => world.world)))]
    const parts = [...new Set(rows.flatMap((row) => row.worlds.flatMap((world) => world.parts.map((part) => part.part))))]
    const of = (row: ReportWorlds, world: string) => row.worlds.find((each) => each.world === world)
    const ms = (row: ReportWorlds, world: string, part: string) => of(row, world)?.parts.find((each) => each.part === part)?.ms ?? 0
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
          return parts.includes(item.seriesName)
            ? `${escaped(row.placement)}: ${escaped(item.seriesName)}<br>${worlds.map((world) => `${milliseconds(ms(row, world, item.seriesName))} ${worldName(world).toLowerCase()}`).join(', ')}`
            : ''
        },
      },
      series: worlds.flatMap((world, at) => [
        ...parts.map((name) => ({
          type: 'bar',
          name,
          stack: world,
          barWidth: 15,
          barGap: '25%',
          color: theme.parts[name] ?? theme.quiet,
          itemStyle: { borderColor: theme.paper, borderWidth: 0.5, opacity: 1 - 0.24 * at },
          emphasis: { disabled: true },
          data: rows.map((row) => ms(row, world, name)),
        })),
        {
          type: 'bar',
          name: `total ${world}`,
          stack: world,
          silent: true,
          data: rows.map(() => 0),
          label: {
            show: true,
            position: 'right',
            color: theme.text,
            fontFamily,
            fontSize: 12,
            formatter: (item: { dataIndex: number }) => {
              const there = of(rows[item.dataIndex]!, world)
              return there ? `${fixed(there.meanMs, 1)} ms ${worldName(world).toLowerCase()}` : ''
            },
          },
        },
      ]),
    }
  }
}
