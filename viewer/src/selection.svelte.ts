import type { ReportDocument, ReportRow } from './document'

/** Rows that can be compared with each other: one workload in one variant. */
export interface Group {
  label: string
  variant: string
  workload: string
  rows: ReportRow[]
}

/** The groups of a report in the order of its rows. */
export function groupsOf(report: ReportDocument): Group[] {
  const groups: Group[] = []
  const severalWorkloads = new Set(report.rows.map((row) => row.workload)).size > 1
  for (const row of report.rows) {
    let group = groups.find((one) => one.variant === row.variant && one.workload === row.workload)
    if (!group) {
      const label = [severalWorkloads ? row.workload : '', row.variant].filter(Boolean).join(' · ') || row.workload
      group = { label, variant: row.variant, workload: row.workload, rows: [] }
      groups.push(group)
    }
    group.rows.push(row)
  }
  return groups
}

/** What the reader looks at: one selection for all sections. */
export class Selection {
  readonly groups: Group[]
  groupIndex = $state(0)
  chosenPlacement = $state('')
  repetition = $state(1)

  constructor(report: ReportDocument) {
    this.groups = groupsOf(report)
    this.chosenPlacement = report.rows.find((row) => row.best)?.placement ?? report.rows[0]?.placement ?? ''
  }

  get group(): Group {
    return this.groups[this.groupIndex] ?? { label: '', variant: '', workload: '', rows: [] }
  }

  get placements(): string[] {
    return this.group.rows.map((row) => row.placement)
  }

  get placement(): string {
    return this.placements.includes(this.chosenPlacement) ? this.chosenPlacement : (this.placements[0] ?? '')
  }

  set placement(placement: string) {
    this.chosenPlacement = placement
  }
}
