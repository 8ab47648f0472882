import type { ReportDocument, ReportSite } from '../document'

/** Nodes of a site up to which the map draws each. */
export const mostDrawn = 60

/** Names of the nodes of a site that are drawn; none of a larger one. */
export function drawnNodes(site: ReportSite): string[] {
  if (site.nodes > mostDrawn) return []
  return site.nodeNames ?? Array.from({ length: site.nodes }, (_, index) => `${site.name}-${index + 1}`)
}

/** Which site a node belongs to; what is no node stands for itself. */
export function siteLookup(sites: ReportSite[]): (subject: string) => string {
  const named = new Map(sites.flatMap((site) => (site.nodeNames ?? []).map((node) => [node, site.name] as const)))
  return (subject) => named.get(subject) ?? /^(.*)-\d+$/.exec(subject)?.[1] ?? subject
}

/** Whether there is anything to see: sites on which streams or jobs ran, or links. A service runs on one site, so a map of it says nothing. */
export function hasTopology(report: ReportDocument): boolean {
  return report.topology.sites.length > 0 && (report.rows.length > 0 || report.jobs !== null || report.topology.links.length > 0)
}
