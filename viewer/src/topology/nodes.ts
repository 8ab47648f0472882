import type { ReportSite } from '../document'

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
