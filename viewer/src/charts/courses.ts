import type { ReportServiceCourse, ReportSloBound } from '../document'
import { absent, fixed, milliseconds, significant } from '../format'
import type { PolicyStroke } from '../services/strokes'
import { axis, base, escaped, legend, logTicks, span, type OptionBuilder } from './frame'

/** A course and how it is drawn. */
export interface DrawnCourse extends PolicyStroke {
  course: ReportServiceCourse
}

const gap = 34
const heights = [74, 74, 150, 150, 74]
const names = ['Load (requests/s)', 'Waiting requests', 'Replicas and cores', 'p99 of the latency (ms)', 'Use of the ready replicas (%)']
const bottom = 46

/** Height of the whole drawing. */
export const coursesHeight = heights.reduce((sum, height) => sum + height + gap, bottom)

/** Failures are marked on the upper edge; more marks than this would be a bar. */
const mostMarks = 150

type Point = [number, number | null]

/** Load, queue, replicas, latency and use beneath each other over one axis of time. */
export function courses(drawn: DrawnCourse[], bounds: ReportSloBound[]): OptionBuilder {
  return (frame) => {
    const { theme } = frame
    const key = legend(frame, drawn.map(({ name }) => name))
    const top = frame.saving ? key.height : 0
    const end = Math.max(1, ...drawn.map(({ course }) => course.endsS.at(-1) ?? 0))
    const scale = end > 3 * 3600 ? { worth: 3600, unit: 'h' } : end > 1200 ? { worth: 60, unit: 'min' } : { worth: 1, unit: 's' }
    const promised = bounds.filter((bound) => bound.percentile === 99)
    const latencies = drawn.flatMap(({ course }) => course.p99Ms.filter((ms): ms is number => ms !== null && ms > 0))
    const { low, high } = span([...latencies, ...promised.map((bound) => bound.boundMs)], 0.8, 1.6)
    const ticks = logTicks(low, high)
    let y = top
    const grids = heights.map((height) => {
      const grid = { left: 52, right: 16, top: y + gap, height }
      y += height + gap
      return grid
    })
    const at = (panel: number) => ({ xAxisIndex: panel, yAxisIndex: panel })
    const quiet = { type: 'line', symbol: 'none', silent: true, emphasis: { disabled: true } }
    /** A value holds from the end of the stretch before to the end of its own. */
    const held = (course: ReportServiceCourse, values: (number | null)[]): Point[] => [[0, values[0] ?? null], ...values.map((value, index): Point => [course.endsS[index]! / scale.worth, value])]
    const line = (panel: number, { name, color, dash }: PolicyStroke, data: Point[]) => ({ ...quiet, ...at(panel), name, color, step: 'start', lineStyle: { width: 1.6, type: dash }, data })
    const first = drawn[0]?.course
    return {
      ...base(frame),
      legend: frame.saving ? key.option : { show: false },
      grid: grids,
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      xAxis: grids.map((_, panel) => ({
        ...axis(theme, panel === grids.length - 1 ? `Time (${scale.unit})` : ''),
        gridIndex: panel,
        min: 0,
        max: end / scale.worth,
        axisLabel: { show: panel === grids.length - 1, color: theme.quiet, hideOverlap: true },
        axisTick: { show: panel === grids.length - 1, lineStyle: { color: theme.quiet } },
        splitLine: { show: true, lineStyle: { color: theme.rule, opacity: 0.6 } },
      })),
      yAxis: grids.map((_, panel) => ({
        ...axis(theme, names[panel]!, true),
        nameTextStyle: { color: theme.text, align: 'left', padding: [0, 0, 0, -46] },
        gridIndex: panel,
        splitNumber: panel === 2 ? 4 : 2,
        ...(panel === 3
          ? { type: 'log', min: low, max: high, axisLabel: { color: theme.quiet, hideOverlap: true, customValues: ticks } }
          : { min: 0, max: panel === 4 ? 100 : undefined, minInterval: panel === 2 ? 1 : undefined, axisLabel: { color: theme.quiet, hideOverlap: true } }),
      })),
      tooltip: {
        ...(base(frame).tooltip as object),
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: theme.quiet } },
        formatter: (items: { axisValue: number }[]) => describe(drawn, Number(items[0]?.axisValue ?? 0) * scale.worth),
      },
      series: [
        ...(first ? [{ ...quiet, ...at(0), name: 'load', color: theme.quiet, step: 'start', lineStyle: { width: 1.2 }, areaStyle: { color: theme.quiet, opacity: 0.18 }, data: held(first, first.rate) }] : []),
        ...drawn.flatMap((one) => {
          const { course, color, dash } = one
          const ready = held(course, course.ready)
          return [
            line(1, one, held(course, course.queued)),
            { ...quiet, ...at(2), name: `${one.name}, cores`, color, step: 'start', lineStyle: { width: 0 }, areaStyle: { color, opacity: 0.11 }, data: held(course, course.cores) },
            { ...quiet, ...at(2), name: `${one.name}, desired`, color, step: 'end', lineStyle: { width: 1, type: [2, 2], opacity: 0.9 }, data: held(course, course.desired) },
            { ...line(2, one, ready), lineStyle: { width: 2, type: dash } },
            line(3, one, held(course, course.p99Ms.map((ms) => (ms !== null && ms > 0 ? ms : null)))),
            line(4, one, held(course, course.busyPercent)),
            {
              type: 'scatter',
              ...at(3),
              name: `${one.name}, failed`,
              silent: true,
              symbol: 'triangle',
              symbolRotate: 180,
              symbolSize: 7,
              itemStyle: { color },
              data: failures(course).map((seconds) => [seconds / scale.worth, high]),
            },
          ]
        }),
        {
          ...quiet,
          ...at(3),
          name: 'objective',
          data: [],
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: theme.text, width: 1, type: [4, 3] },
            label: { color: theme.text, fontSize: 12, position: 'insideEndTop', formatter: (mark: { name: string }) => mark.name },
            data: promised.map((bound) => ({ name: `p99 ≤ ${milliseconds(bound.boundMs)}`, yAxis: bound.boundMs })),
          },
        },
      ],
    }
  }
}

/** Ends of stretches in which requests were refused or lost, thinned. */
function failures(course: ReportServiceCourse): number[] {
  const ends = course.endsS.filter((_, index) => course.failed[index]! > 0)
  const stride = Math.ceil(ends.length / mostMarks)
  return ends.filter((_, index) => index % stride === 0)
}

function describe(drawn: DrawnCourse[], seconds: number): string {
  const rows = drawn.map(({ name, color, course }) => {
    const found = course.endsS.findIndex((end) => end >= seconds)
    const index = found < 0 ? course.endsS.length - 1 : found
    const ms = course.p99Ms[index]
    const cells = [
      `${fixed(course.ready[index] ?? 0, 1)} of ${fixed(course.desired[index] ?? 0, 0)}`,
      fixed(course.cores[index] ?? 0, 1),
      fixed(course.queued[index] ?? 0, 1),
      ms == null ? absent : milliseconds(ms),
      `${fixed(course.busyPercent[index] ?? 0, 0)} %`,
      fixed(course.failed[index] ?? 0, 0),
    ]
    return `<tr><td style="color:${color};text-align:left">${escaped(name)}</td>${cells.map((cell) => `<td style="padding-left:12px">${cell}</td>`).join('')}</tr>`
  })
  const first = drawn[0]?.course
  const rate = first?.rate[Math.max(0, first.endsS.findIndex((end) => end >= seconds))] ?? 0
  const headings = ['', 'ready', 'cores', 'waiting', 'p99', 'busy', 'failed'].map((heading) => `<td style="padding-left:12px">${heading}</td>`).join('')
  return `at ${significant(seconds)} s: ${significant(rate)} requests/s<table style="font-size:13px;line-height:1.3"><tr>${headings}</tr>${rows.join('')}</table>`
}
