import type { ReportHours } from '../document'
import { significant } from '../format'
import { dashes } from '../palette'
import { axis, base, escaped, legend, type OptionBuilder } from './frame'

/** What can be drawn over the hours. */
export const quantities = ['Power', 'Emissions', 'Carbon intensity', 'Cores'] as const
export type Quantity = (typeof quantities)[number]

export const units: Record<Quantity, string> = { Power: 'kW', Emissions: 'g/h', 'Carbon intensity': 'g/kWh', Cores: 'cores held' }

/** A line: one site, or several together. */
export interface HourLine {
  name: string
  kind: 'site' | 'others' | 'all' | 'baseline'
  endsH: number[]
  values: (number | null)[]
}

/** Sites that have a line of their own. */
const ownLines = 6

function valuesOf(hours: ReportHours[], quantity: Quantity): (number | null)[] {
  const sum = (list: 'kilowatts' | 'gramsPerHour' | 'cores') => hours[0]!.endsH.map((_, at) => hours.reduce((total, one) => total + (one[list][at] ?? 0), 0))
  if (quantity === 'Carbon intensity') {
    const kilowatts = sum('kilowatts')
    return sum('gramsPerHour').map((grams, at) => (kilowatts[at]! > 0 ? grams / kilowatts[at]! : null))
  }
  return sum(({ Power: 'kilowatts', Emissions: 'gramsPerHour', Cores: 'cores' } as const)[quantity])
}

/** Lines of a row: its sites, those that draw least as one, all together, and all together under the baseline. */
export function hourLines(hours: ReportHours[], baseline: ReportHours[], quantity: Quantity): HourLine[] {
  if (hours.length === 0) return []
  const drawn = (site: ReportHours) => site.kilowatts.reduce((sum, kilowatts) => sum + kilowatts, 0)
  const own = hours.length <= ownLines + 1 ? hours : [...hours].sort((one, other) => drawn(other) - drawn(one)).slice(0, ownLines)
  const sites = hours.filter((site) => own.includes(site))
  const others = hours.filter((site) => !own.includes(site))
  const line = (name: string, kind: HourLine['kind'], of: ReportHours[]): HourLine => ({ name, kind, endsH: of[0]!.endsH, values: valuesOf(of, quantity) })
  return [
    ...sites.map((site) => line(site.site, 'site', [site])),
    ...(others.length > 0 ? [line(`${others.length} other sites`, 'others', others)] : []),
    ...(hours.length > 1 ? [line('all sites', 'all', hours)] : []),
    ...(baseline.length > 0 ? [line(`${baseline.length > 1 ? 'all sites, ' : ''}${baseline[0]!.label}`, 'baseline', baseline)] : []),
  ]
}

/** One quantity over the hours: a value holds from the end of the hour before to the end of its own. */
export function hoursChart(lines: HourLine[], quantity: Quantity): OptionBuilder {
  return (frame) => {
    const { theme } = frame
    const names = legend(frame, lines.map((line) => line.name))
    const stroke = (line: HourLine, index: number) =>
      line.kind === 'all'
        ? { color: theme.text, width: 2.2, type: 'solid' as const }
        : line.kind === 'baseline'
          ? { color: theme.quiet, width: 1.5, type: [2, 2] }
          : { color: theme.series[index % theme.series.length]!, width: 1.6, type: dashes[index % dashes.length] }
    return {
      ...base(frame),
      legend: names.option,
      grid: { left: 56, right: 20, top: names.height + 34, bottom: 44 },
      xAxis: { ...axis(theme, 'Time since the start (h)'), min: 0, max: 'dataMax', axisLabel: { color: theme.quiet, showMaxLabel: false } },
      yAxis: { ...axis(theme, `${quantity} (${units[quantity]})`, true), min: 0 },
      tooltip: {
        ...(base(frame).tooltip as object),
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: theme.quiet } },
        formatter: (items: { axisValue: number; seriesName: string; value: [number, number | null] }[]) =>
          [`hour that ends at ${significant(items[0]?.axisValue ?? 0)} h`]
            .concat(items.map((item) => `${escaped(item.seriesName)}: ${item.value[1] === null ? '–' : significant(item.value[1])} ${units[quantity]}`))
            .join('<br>'),
      },
      series: lines.map((line, index) => {
        const { color, width, type } = stroke(line, index)
        return {
          type: 'line',
          name: line.name,
          symbol: 'none',
          step: 'start',
          color,
          lineStyle: { width, type },
          emphasis: { disabled: true },
          data: [[0, line.values[0] ?? null], ...line.values.map((value, at) => [line.endsH[at], value])],
        }
      }),
    }
  }
}
