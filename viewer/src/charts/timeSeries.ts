import type { ReportEvent, ReportLine } from '../document'
import { significant } from '../format'
import { dashes, type Theme } from '../palette'
import { axis, base, escaped, legend, type OptionBuilder } from './frame'

/** How the line of a subject is drawn: one colour a site, one dash a node of it. */
export interface Stroke {
  subject: string
  color: string
  dash: number[] | 'solid'
}

/** Strokes for subjects, the same in every chart; a node has the colour of its site. */
export function strokes(subjects: string[], theme: Theme, siteOf: (subject: string) => string): Stroke[] {
  const sites = [...new Set(subjects.map(siteOf))]
  const seen = new Map<string, number>()
  return subjects.map((subject) => {
    const site = siteOf(subject)
    const number = seen.get(site) ?? 0
    seen.set(site, number + 1)
    return { subject, color: theme.series[sites.indexOf(site) % theme.series.length]!, dash: dashes[number % dashes.length]! }
  })
}

/** One quantity over time, a line for each subject. */
export function timeSeries(timesS: number[], lines: ReportLine[], subjects: string[], events: ReportEvent[], siteOf: (subject: string) => string): OptionBuilder {
  return (frame) => {
    const { theme } = frame
    const drawn = strokes(subjects, theme, siteOf)
    const unit = lines[0]?.unit ?? ''
    const names = legend(frame, lines.map((line) => line.subject))
    const top = frame.saving ? names.height : 0
    return {
      ...base(frame),
      legend: frame.saving ? names.option : { show: false },
      grid: { left: 48, right: 16, top: top + (frame.saving ? 36 : events.length > 0 ? 22 : 12), bottom: 44 },
      xAxis: { ...axis(theme, 'Time (s)'), min: 0, max: 'dataMax', axisLabel: { color: theme.quiet, showMaxLabel: false } },
      yAxis: { ...axis(theme, frame.saving ? `${lines[0]?.quantity ?? ''}${unit && ` (${unit})`}` : '', true), min: 0 },
      tooltip: {
        ...(base(frame).tooltip as object),
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: theme.quiet } },
        formatter: (items: { axisValue: number; seriesName: string; value: [number, number | null] }[]) =>
          [`at ${significant(items[0]?.axisValue ?? 0)} s`]
            .concat(items.map((item) => `${escaped(item.seriesName)}: ${item.value[1] === null ? '–' : significant(item.value[1])} ${escaped(unit)}`))
            .join('<br>'),
      },
      series: lines.map((line, index) => {
        const stroke = drawn.find((one) => one.subject === line.subject)
        return {
          type: 'line',
          name: line.subject,
          symbol: 'none',
          color: stroke?.color,
          lineStyle: { width: 1.5, type: stroke?.dash },
          emphasis: { disabled: true },
          data: line.values.map((value, at) => [timesS[at], value]),
          markLine:
            index > 0 || events.length === 0
              ? undefined
              : {
                  silent: true,
                  symbol: 'none',
                  lineStyle: { color: theme.quiet, width: 1, type: [3, 3] },
                  label: { color: theme.quiet, fontSize: 11, formatter: (mark: { name: string }) => mark.name },
                  data: events.map((event) => ({ name: event.kind, xAxis: event.atS })),
                },
        }
      }),
    }
  }
}
