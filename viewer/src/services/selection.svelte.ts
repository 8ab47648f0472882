import type { ReportServiceCourse, ReportServiceRow, ReportServices } from '../document'

/** Rows that can be compared with each other: one service in one variant. */
export interface ServiceGroup {
  label: string
  variant: string
  service: string
  rows: ReportServiceRow[]
}

/** Policies whose courses are drawn beside each other at first. */
const shownAtFirst = 3

/** The policy that says most about its decisions, so that these are shown at first. */
const explains = 'berth'

/** What the reader looks at in a comparison of scaling policies: one selection for all its sections. */
export class ServiceSelection {
  readonly services: ReportServices
  readonly groups: ServiceGroup[]
  groupIndex = $state(0)
  chosenShown = $state<string[] | null>(null)
  chosenExplained = $state('')

  constructor(services: ReportServices) {
    this.services = services
    const several = new Set(services.rows.map((row) => row.service)).size > 1
    this.groups = []
    for (const row of services.rows) {
      let group = this.groups.find((one) => one.variant === row.variant && one.service === row.service)
      if (!group) {
        const label = [several ? row.service : '', row.variant].filter(Boolean).join(' · ') || row.service
        group = { label, variant: row.variant, service: row.service, rows: [] }
        this.groups.push(group)
      }
      group.rows.push(row)
    }
  }

  get group(): ServiceGroup {
    return this.groups[this.groupIndex] ?? { label: '', variant: '', service: '', rows: [] }
  }

  get names(): string[] {
    return this.group.rows.map((row) => row.scaling)
  }

  /** Policies whose courses are drawn, in the order of the table. */
  get shown(): string[] {
    const chosen = this.chosenShown?.filter((name) => this.names.includes(name))
    return this.names.filter((name) => (chosen?.length ? chosen : this.#interesting()).includes(name))
  }

  set shown(names: string[]) {
    this.chosenShown = names
  }

  /** The policy whose decisions are explained. */
  get explained(): string {
    return [this.chosenExplained, explains, this.group.rows.find((row) => row.best)?.scaling].find((name) => name && this.names.includes(name)) ?? this.names[0] ?? ''
  }

  set explained(name: string) {
    this.chosenExplained = name
  }

  courseOf(name: string): ReportServiceCourse | undefined {
    return this.services.courses.find((course) => course.variant === this.group.variant && course.service === this.group.service && course.scaling === name)
  }

  /** The answer, what the others are compared with, and what could be reached at most. */
  #interesting(): string[] {
    const { rows } = this.group
    const wanted = [rows.find((row) => row.best), rows.find((row) => row.scaling === explains), rows[0], rows.find((row) => row.clairvoyant), ...rows]
    return [...new Set(wanted.flatMap((row) => row?.scaling ?? []))].slice(0, shownAtFirst)
  }
}
