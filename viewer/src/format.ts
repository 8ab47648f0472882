/** What stands for a figure that was not measured. */
export const absent = '–'

const minus = '\u2212'

/** A number with a fixed number of digits after the point, thousands apart, and a true minus sign. */
export function fixed(value: number, digits: number): string {
  const text = Math.abs(value).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return value < 0 && /[1-9]/.test(text) ? minus + text : text
}

/** A number with three significant digits, without an exponent between 0.0001 and a million. */
export function significant(value: number, digits = 3): string {
  if (value === 0) return '0'
  const magnitude = Math.floor(Math.log10(Math.abs(value)))
  if (magnitude < -4) return value.toExponential(digits - 1).replace(/-/g, minus)
  return fixed(value, Math.max(0, digits - 1 - magnitude))
}

/** A value that somebody wrote down: at most four significant digits and no zeros that say nothing. */
export function plain(value: number): string {
  const rounded = Number(value.toPrecision(4))
  return rounded !== 0 && Math.abs(rounded) < 1e-4
    ? rounded.toExponential().replace(/-/g, minus)
    : rounded.toLocaleString('en-US', { maximumFractionDigits: 8 }).replace('-', minus)
}

/** Digits after the point with which a column shows about three significant digits of its typical value. */
export function columnDigits(values: (number | null)[], significantDigits = 3): number {
  const sizes = values.filter((value): value is number => value !== null && value !== 0).map(Math.abs).sort((a, b) => a - b)
  const typical = sizes[Math.floor(sizes.length / 2)]
  if (typical === undefined) return 0
  return Math.min(6, Math.max(0, significantDigits - 1 - Math.floor(Math.log10(typical))))
}

/** A factor and a prefix with which the values of a column are neither tiny nor huge. */
export function columnScale(values: (number | null)[]): { factor: number; prefix: string } {
  const largest = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)))
  if (largest === 0 || largest >= 0.1) return { factor: 1, prefix: '' }
  return largest >= 1e-4 ? { factor: 1e3, prefix: 'm' } : { factor: 1e6, prefix: 'µ' }
}

/** A count of bytes with a decimal prefix. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = value > 0 ? Math.min(units.length - 1, Math.floor(Math.log10(value) / 3)) : 0
  return `${step === 0 ? fixed(value, 0) : significant(value / 1000 ** step)} ${units[step]}`
}

/** A size of memory with a binary prefix, as configuration files write it. */
export function memory(value: number): string {
  const mebi = value / 2 ** 20
  return mebi >= 1024 ? `${plain(mebi / 1024)} GiB` : `${plain(mebi)} MiB`
}

/** Milliseconds as text, in seconds from ten thousand on. */
export function milliseconds(value: number): string {
  return value >= 10_000 ? `${significant(value / 1000)} s` : `${significant(value)} ms`
}

/** A count and its noun. */
export function count(value: number, noun: string, plural = noun + 's'): string {
  return `${fixed(value, 0)} ${value === 1 ? noun : plural}`
}
