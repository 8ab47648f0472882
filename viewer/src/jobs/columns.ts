import type { ReportFigure, ReportJobRow } from '../document'
import { columnDigits } from '../format'
import { figureOf } from './selection.svelte'
import { scaleFor } from './scale'

/** A column of the table of policies: one figure in one unit. */
export interface Column {
  name: string
  title: string
  unit: string
  factor: number
  digits: number
  better: string
}

/** Headings above columns, and the figures below each in their order. */
const groups: [string, string[]][] = [
  ['Energy and carbon', ['energyKilowattHours', 'jobEnergyKilowattHours', 'carbonGrams', 'jobCarbonGrams', 'gramsPerJob', 'meanIntensityGramsPerKwh', 'cost']],
  ['Time', ['meanWaitSeconds', 'p95WaitSeconds', 'meanTurnaroundSeconds', 'p95TurnaroundSeconds', 'makespanSeconds']],
  ['Service', ['utilizationPercent', 'fairness', 'deadlineMisses', 'completed', 'unschedulable', 'stranded', 'restarts']],
]

/** The columns of all rows under their headings; figures that no heading knows come last, those that no row has are left out. */
export function groupedColumns(rows: ReportJobRow[]): { heading: string; columns: Column[] }[] {
  const known = rows[0]?.figures.filter((figure) => rows.some((row) => figureOf(row, figure.name)?.mean != null)) ?? []
  const others = known.map((figure) => figure.name).filter((name) => !groups.some(([, names]) => names.includes(name)))
  return [...groups, ['Other', others] as [string, string[]]]
    .map(([heading, names]) => ({
      heading,
      columns: names.flatMap((name) => known.filter((figure) => figure.name === name)).map((figure) => columnOf(figure, rows)),
    }))
    .filter((group) => group.columns.length > 0)
}

/** The mean and the 95th percentile of something are of one kind, and so have one unit. */
const kindOf = (name: string) => name.replace(/^(mean|p\d+)(?=[A-Z])/, '')

/** The column of a figure over some rows. */
export function columnOf(figure: Pick<ReportFigure, 'name' | 'title' | 'unit' | 'better'>, rows: ReportJobRow[]): Column {
  const means = rows.map((row) => figureOf(row, figure.name)?.mean ?? null)
  const scale = scaleFor(figure.unit, rows.flatMap((row) => row.figures.filter((other) => kindOf(other.name) === kindOf(figure.name)).map((other) => other.mean)))
  const scaled = means.map((mean) => (mean === null ? null : mean * scale.factor))
  const digits = scaled.every((mean) => mean === null || Number.isInteger(mean)) ? 0 : Math.min(columnDigits(scaled), mostDigits(scaled))
  return { name: figure.name, title: figure.title, unit: scale.unit, factor: scale.factor, digits, better: figure.better }
}

/** Digits after the point with which the largest value has five significant ones, so that a column of very unequal values stays narrow. */
function mostDigits(values: (number | null)[]): number {
  const largest = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)))
  return largest > 0 ? Math.min(4, Math.max(0, 4 - Math.floor(Math.log10(largest)))) : 0
}

/** The best mean of a column in some rows; null where most rows have it. */
export function bestOf(column: Column, rows: ReportJobRow[]): number | null {
  const means = rows.flatMap((row) => figureOf(row, column.name)?.mean ?? [])
  const [least, most] = [Math.min(...means), Math.max(...means)]
  const best = column.better === 'lower' ? least : column.better === 'higher' ? most : null
  return means.filter((mean) => mean === best).length * 2 > means.length ? null : best
}
