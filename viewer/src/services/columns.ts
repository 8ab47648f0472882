import type { ReportEstimate, ReportServiceRow } from '../document'
import { absent, columnDigits, columnScale, fixed } from '../format'

/** A column of the table of scaling policies: one figure in one unit. */
export interface ServiceColumn {
  name: string
  unit: string
  explanation: string
  first: boolean
  of: (row: ReportServiceRow) => ReportEstimate
  /** The mean as text. */
  cell: (row: ReportServiceRow) => string
  /** Half of the interval as text; empty without, and where all repetitions are equal. */
  interval: (row: ReportServiceRow) => string
  /** The difference of it that is paired, if there is one. */
  paired: 'p99Percent' | 'coreSecondsPercent' | null
}

interface Figure {
  name: string
  unit: string
  explanation: string
  of: (row: ReportServiceRow) => ReportEstimate
  missing?: string
  digits?: number
  scaled?: boolean
  signed?: boolean
  paired?: ServiceColumn['paired']
  /** Whether it is worth a column; without this when any row has it. */
  tells?: (rows: ReportServiceRow[]) => boolean
}

const known = (value: number): ReportEstimate => ({ mean: value, low: null, high: null })
const nothing: ReportEstimate = { mean: null, low: null, high: null }

const groups: [string, Figure[]][] = [
  [
    'Latency',
    [
      { name: 'p50', unit: 'ms', explanation: 'Half of the requests were answered within this time', of: (row) => row.p50Ms, missing: '∞' },
      { name: 'p95', unit: 'ms', explanation: '95th percentile over all requests', of: (row) => row.p95Ms, missing: '∞' },
      { name: 'p99', unit: 'ms', explanation: '99th percentile over all requests', of: (row) => row.p99Ms, missing: '∞', paired: 'p99Percent' },
    ],
  ],
  [
    'Requests',
    [
      { name: 'All', unit: '', explanation: 'Requests of all repetitions', of: (row) => known(row.requests), digits: 0 },
      { name: 'In time', unit: '%', explanation: 'Requests that were answered within the objective', of: (row) => row.attainmentPercent, digits: 2 },
      { name: 'Refused', unit: '', explanation: 'Requests that the queue had no room for, or that were refused because they would be late', of: (row) => known(row.refused), digits: 0, tells: (rows) => rows.some((row) => row.refused > 0) },
      { name: 'Lost', unit: '', explanation: 'Requests that were not answered before their timeout, or failed', of: (row) => known(row.lost), digits: 0, tells: (rows) => rows.some((row) => row.lost > 0) },
    ],
  ],
  [
    'Replicas',
    [
      { name: 'Cores', unit: 'mean', explanation: 'Mean number of reserved cores, standby included', of: (row) => row.meanCores, digits: 2 },
      { name: 'Core-seconds', unit: '', explanation: 'Reserved cores over time, standby included', of: (row) => row.coreSeconds, paired: 'coreSecondsPercent' },
      { name: 'vs oracle', unit: '%', explanation: 'Core-seconds against those of the policy that knows the future', of: (row) => row.versusOracle?.coreSecondsPercent ?? nothing, digits: 1, signed: true },
      { name: 'Standby', unit: '%', explanation: 'The part of the core-seconds that warm replicas without traffic reserved', of: (row) => row.standbyPercent, digits: 1, tells: (rows) => rows.some((row) => (row.standbyPercent.mean ?? 0) > 0) },
      { name: 'Changes', unit: '', explanation: 'How often the number of replicas that was asked for changed', of: (row) => row.changes },
    ],
  ],
  [
    'Energy and carbon',
    [
      { name: 'Energy', unit: 'J', explanation: 'Energy of the nodes of the site', of: (row) => row.joules },
      { name: 'Carbon', unit: 'gCO₂e', explanation: 'Emissions of it, power usage effectiveness included', of: (row) => row.grams, scaled: true },
      { name: 'Cost', unit: '', explanation: 'Price of it', of: (row) => row.cost, scaled: true, tells: (rows) => rows.some((row) => (row.cost.mean ?? 0) > 0) },
    ],
  ],
]

/** The columns that tell anything about these rows, under their headings. */
export function serviceColumns(rows: ReportServiceRow[]): { heading: string; columns: ServiceColumn[] }[] {
  const tells = (figure: Figure) => figure.tells?.(rows) ?? (figure.missing !== undefined || rows.some((row) => figure.of(row).mean !== null))
  return groups
    .map(([heading, figures]) => ({ heading, columns: figures.filter(tells).map((figure, index) => columnOf(figure, rows, index === 0)) }))
    .filter((group) => group.columns.length > 0)
}

function columnOf(figure: Figure, rows: ReportServiceRow[], first: boolean): ServiceColumn {
  const means = rows.map((row) => figure.of(row).mean)
  const scale = figure.scaled ? columnScale(means) : { factor: 1, prefix: '' }
  const scaled = means.map((mean) => (mean === null ? null : mean * scale.factor))
  const digits = figure.digits ?? (scaled.every((mean) => mean === null || Number.isInteger(mean)) ? 0 : Math.min(columnDigits(scaled), figure.missing ? 1 : 6))
  return {
    name: figure.name,
    unit: scale.prefix + figure.unit,
    explanation: figure.explanation,
    first,
    of: figure.of,
    cell: (row) => {
      const { mean } = figure.of(row)
      return mean === null ? (figure.missing ?? absent) : (figure.signed && mean > 0 ? '+' : '') + fixed(mean * scale.factor, digits)
    },
    interval: (row) => {
      const { low, high } = figure.of(row)
      return low === null || high === null || high - low <= 1e-9 * Math.abs(high) ? '' : `± ${fixed(((high - low) / 2) * scale.factor, digits)}`
    },
    paired: figure.paired ?? null,
  }
}
