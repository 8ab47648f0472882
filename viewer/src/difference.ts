import { absent, fixed } from './format'

/** Whether a simulated figure is so far from the emulated one that it is coloured. */
export const far = (percent: number | null) => percent !== null && Math.abs(percent) > 10

/** A difference in percent, with its sign. */
export const signed = (percent: number | null) => (percent === null ? absent : `${percent > 0 ? '+' : ''}${fixed(percent, 1)}`)

/** A rank; where the worlds differ the simulated one stands before the arrow. */
export const rank = (simulated: number, emulated: number) => (simulated === emulated ? `${simulated}` : `${simulated} → ${emulated}`)
