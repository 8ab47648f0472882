import type { ReportRow } from '../document'
import { absent, columnDigits, columnScale, fixed } from '../format'

/** A column of figures of the comparison. */
export interface Column {
  name: string
  unit: string
  explanation: string
  cell: (row: ReportRow) => string
}

interface Figure {
  name: string
  unit: string
  explanation: string
  value: (row: ReportRow) => number | null
  /** What stands for a figure that is null. */
  missing?: string
  digits?: number
  scaled?: boolean
}

const figures: Figure[] = [
  { name: 'Median', unit: 'ms', explanation: 'Half of the items returned within this time', value: (row) => row.p50Ms, missing: '∞' },
  { name: '95th', unit: 'ms', explanation: '95th percentile of the latency', value: (row) => row.p95Ms, missing: '∞' },
  { name: '99th', unit: 'ms', explanation: '99th percentile of the latency', value: (row) => row.p99Ms, missing: '∞' },
  { name: 'Accuracy', unit: '%', explanation: 'Completed items with the right result', value: (row) => row.accuracyPercent, digits: 1 },
  { name: 'Worker', unit: 'CPU %', explanation: 'Mean load of the nodes that process items', value: (row) => row.workerLoadPercent, digits: 0 },
  { name: 'Source', unit: 'CPU %', explanation: 'Mean load of the nodes that produce items', value: (row) => row.sourceLoadPercent, digits: 0 },
  { name: 'Energy', unit: 'J/item', explanation: 'Energy of the nodes for each completed item', value: (row) => row.joulesPerItem, scaled: true },
  { name: 'Carbon', unit: 'gCO₂e/item', explanation: 'Carbon dioxide equivalent for each completed item', value: (row) => row.gramsPerItem, scaled: true },
]

/** The columns that have any figure in these rows, each with one unit and one number of digits. */
export function columnsOf(rows: ReportRow[]): Column[] {
  return figures
    .filter((figure) => figure.missing || rows.some((row) => figure.value(row) !== null))
    .map((figure) => {
      const values = rows.map(figure.value)
      const scale = figure.scaled ? columnScale(values) : { factor: 1, prefix: '' }
      const scaled = values.map((value) => (value === null ? null : value * scale.factor))
      const digits = figure.digits ?? Math.min(columnDigits(scaled), figure.missing ? 1 : 6)
      return {
        name: figure.name,
        unit: scale.prefix + figure.unit,
        explanation: figure.explanation,
        cell: (row) => {
          const value = figure.value(row)
          return value === null ? (figure.missing ?? absent) : fixed(value * scale.factor, digits)
        },
      }
    })
}

/** The mean with the half-width of its confidence interval. */
export function meanOf(row: ReportRow, digits: number): { mean: string; interval: string } {
  const interval = row.meanLowMs === null || row.meanHighMs === null ? '' : `± ${fixed((row.meanHighMs - row.meanLowMs) / 2, digits)}`
  return { mean: row.meanMs === null ? absent : fixed(row.meanMs, digits), interval }
}
