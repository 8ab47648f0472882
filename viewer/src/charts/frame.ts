import type { EChartsCoreOption } from 'echarts/core'
import type { Theme } from '../palette'

/** Where a chart is drawn. */
export interface Frame {
  theme: Theme
  width: number
  /** Whether it is drawn for a file, which has to carry its own legend. */
  saving: boolean
}

export type OptionBuilder = (frame: Frame) => EChartsCoreOption

export const fontFamily = "'Source Sans 3', 'Helvetica Neue', Arial, sans-serif"

/** What all charts have in common. */
export function base({ theme }: Frame): EChartsCoreOption {
  return {
    animation: false,
    textStyle: { fontFamily, fontSize: 13, color: theme.text },
    tooltip: {
      confine: true,
      backgroundColor: theme.paper,
      borderColor: theme.rule,
      padding: [6, 10],
      textStyle: { fontFamily, fontSize: 13, color: theme.text },
      extraCssText: 'box-shadow:none;font-variant-numeric:tabular-nums',
    },
  }
}

/** A value axis in the house's style; its name stands at its end for x and above it for y. */
export function axis(theme: Theme, name: string, vertical = false) {
  return {
    type: 'value' as const,
    name,
    nameLocation: vertical ? ('end' as const) : ('middle' as const),
    nameGap: vertical ? 12 : 28,
    nameTextStyle: { color: theme.quiet, align: vertical ? ('left' as const) : ('center' as const), padding: vertical ? [0, 0, 0, -36] : 0 },
    axisLine: { show: !vertical, lineStyle: { color: theme.quiet } },
    axisTick: { show: !vertical, lineStyle: { color: theme.quiet } },
    axisLabel: { color: theme.quiet, hideOverlap: true },
    splitLine: { show: vertical, lineStyle: { color: theme.rule } },
  }
}

/** A legend that starts at the left and how many pixels it needs. */
export function legend({ theme, width }: Frame, names: string[], symbol: 'line' | 'mark' = 'line') {
  let lines = 1
  let used = 0
  for (const name of names) {
    const needed = 44 + name.length * 7
    if (used + needed > width) {
      lines++
      used = 0
    }
    used += needed
  }
  return {
    height: lines * 22 + 6,
    option: {
      data: names,
      left: 0,
      top: 4,
      padding: 0,
      itemGap: 16,
      itemWidth: symbol === 'line' ? 24 : 10,
      // The legend puts a dot of this height on each line: too small to be seen.
      itemHeight: symbol === 'line' ? 2 : 10,
      textStyle: { color: theme.text, fontFamily, fontSize: 13 },
      inactiveColor: theme.rule,
    },
  }
}

/** The range of positive values with some room at its ends; a decade where there are none. */
export function span(values: number[], below: number, above: number): { low: number; high: number } {
  return values.length === 0 ? { low: 1, high: 10 } : { low: Math.min(...values) * below, high: Math.max(...values) * above }
}

/** The positions 1, 2 and 5 of each decade within a range, for logarithmic axes. */
export function logTicks(low: number, high: number): number[] {
  const ticks: number[] = []
  for (let decade = Math.floor(Math.log10(low)); decade <= Math.ceil(Math.log10(high)); decade++)
    for (const step of [1, 2, 5]) {
      const tick = step * 10 ** decade
      if (tick >= low && tick <= high) ticks.push(tick)
    }
  return ticks
}

/** Text that may hold anything, safe within the markup of a tooltip. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
