/** A factor and the unit that goes with it. */
export interface Scale {
  factor: number
  unit: string
}

/** Larger units of a unit, each with what it is worth and from which value on it is used. */
const larger: Record<string, { unit: string; worth: number; from: number }[]> = {
  s: [
    { unit: 'h', worth: 3600, from: 7200 },
    { unit: 'min', worth: 60, from: 120 },
  ],
  'gCO₂e': [
    { unit: 'tCO₂e', worth: 1e6, from: 1e7 },
    { unit: 'kgCO₂e', worth: 1e3, from: 1e4 },
  ],
  kWh: [{ unit: 'MWh', worth: 1e3, from: 1e4 }],
}

/** The unit in which most values are easiest to read. */
export function scaleFor(unit: string, values: (number | null | undefined)[]): Scale {
  const sizes = values.flatMap((value) => (value ? [Math.abs(value)] : [])).sort((one, other) => one - other)
  const typical = sizes[sizes.length >> 1] ?? 0
  const found = larger[unit]?.find((one) => typical >= one.from)
  return found ? { factor: 1 / found.worth, unit: found.unit } : { factor: 1, unit }
}
