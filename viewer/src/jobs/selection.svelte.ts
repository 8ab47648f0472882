import type { ReportFigure, ReportJobRow, ReportJobs } from '../document'

/** The figure of a row. */
export function figureOf(row: ReportJobRow, name: string): ReportFigure | undefined {
  return row.figures.find((figure) => figure.name === name)
}

/** What the reader looks at in a comparison of policies: one selection for all its sections. */
export class JobSelection {
  readonly jobs: ReportJobs
  readonly variants: string[]
  variantIndex = $state(0)
  chosenLabel = $state('')

  constructor(jobs: ReportJobs) {
    this.jobs = jobs
    this.variants = [...new Set(jobs.rows.map((row) => row.variant))]
    this.chosenLabel = cleanest(this.rows)?.label ?? ''
  }

  get variant(): string {
    return this.variants[this.variantIndex] ?? ''
  }

  get rows(): ReportJobRow[] {
    return this.rowsOf(this.variant)
  }

  get labels(): string[] {
    return this.rows.map((row) => row.label)
  }

  get label(): string {
    return this.labels.includes(this.chosenLabel) ? this.chosenLabel : (this.labels[0] ?? '')
  }

  set label(label: string) {
    this.chosenLabel = label
  }

  rowsOf(variant: string): ReportJobRow[] {
    return this.jobs.rows.filter((row) => row.variant === variant)
  }

  /** The lower bound of a figure in the shown variant. */
  boundOf(figure: string): number | null {
    return this.jobs.bounds.find((bound) => bound.variant === this.variant && bound.figure === figure)?.value ?? null
  }
}

/** The row with the lowest emissions, which differs most from the baseline and so shows most. */
function cleanest(rows: ReportJobRow[]): ReportJobRow | undefined {
  const grams = (row: ReportJobRow) => figureOf(row, 'carbonGrams')?.mean ?? Infinity
  return rows.reduce<ReportJobRow | undefined>((best, row) => (!best || grams(row) < grams(best) ? row : best), undefined)
}
