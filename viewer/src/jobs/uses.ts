import { columnDigits, fixed } from '../format'
import { scaleFor } from './scale'

/** What a site or a node used. */
export interface Use {
  label: string
  kilowattHours: number
  grams: number
  utilizationPercent: number
}

/** What can be shown of a use. */
export const measures = ['Utilisation', 'Energy', 'Emissions'] as const
export type Measure = (typeof measures)[number]

const known: Record<Measure, { unit: string; value: (use: Use) => number }> = {
  Utilisation: { unit: '%', value: (use) => use.utilizationPercent },
  Energy: { unit: 'kWh', value: (use) => use.kilowattHours },
  Emissions: { unit: 'gCO₂e', value: (use) => use.grams },
}

/** How a measure of some uses is written, and how strongly each is shaded: from 0 to 1. */
export function scaleOf(uses: Use[], measure: Measure) {
  const { unit, value } = known[measure]
  const values = uses.map(value)
  const scale = scaleFor(unit, values)
  const digits = columnDigits(values.map((one) => one * scale.factor))
  const most = measure === 'Utilisation' ? 100 : Math.max(0, ...values)
  return {
    unit: scale.unit,
    most: most * scale.factor,
    text: (use: Use) => fixed(value(use) * scale.factor, digits),
    number: (amount: number) => fixed(amount, Math.min(digits, 1)),
    shade: (use: Use) => (most > 0 ? Math.min(1, Math.max(0, value(use) / most)) : 0),
  }
}
