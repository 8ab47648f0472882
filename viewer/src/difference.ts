import { absent, fixed } from './format'

/** Whether a simulated figure is so far from a measured one that it is coloured. */
export const far = (percent: number | null) => percent !== null && Math.abs(percent) > 10

/** A difference in percent, with its sign. */
export const signed = (percent: number | null) => (percent === null ? absent : `${percent > 0 ? '+' : ''}${fixed(percent, 1)}`)

/** Ranks in several worlds; one where they agree. */
export const rank = (ranks: number[]) => (ranks.length === 0 ? absent : new Set(ranks).size === 1 ? `${ranks[0]}` : ranks.join(' → '))
