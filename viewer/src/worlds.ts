const words: Record<string, string> = { simulation: 'Simulated', emulation: 'Emulated', kubernetes: 'On Kubernetes' }

/** What a world is called in headings. */
export const worldName = (world: string) => words[world] ?? world

/** How the experiment ran in the worlds that there are, in a sentence. */
export function worldsInWords(worlds: { world: string }[]): string {
  const has = (name: string) => worlds.some((world) => world.world === name)
  return `The same experiment file was simulated, in virtual time${has('emulation') ? '; emulated, with real processes behind shaped processors and links' : ''}${has('kubernetes') ? '; and run on a Kubernetes cluster as it is' : ''}.`
}

/** Rows in groups by the words of a title, each with its name and its worlds. */
export function grouped<R extends { worlds: unknown[] }>(rows: R[], title: (row: R) => string[], name: (row: R) => string): { title: string; rows: { name: string; worlds: R['worlds'] }[] }[] {
  const of = (row: R) => title(row).filter(Boolean).join(' · ')
  return [...new Set(rows.map(of))].map((each) => ({ title: each, rows: rows.filter((row) => of(row) === each).map((row) => ({ name: name(row), worlds: row.worlds })) }))
}
