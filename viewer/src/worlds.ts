const words: Record<string, string> = { simulation: 'Simulated', emulation: 'Emulated', kubernetes: 'On Kubernetes' }

/** What a world is called in headings. */
export const worldName = (world: string) => words[world] ?? world
