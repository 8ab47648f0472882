import { dashes, type Theme } from '../palette'

/** How everything of a policy is drawn. */
export interface PolicyStroke {
  name: string
  color: string
  dash: number[] | 'solid'
}

/** Strokes of policies by their places, the same in every chart. Where colours begin again the dashes are others. */
export function strokesOf(names: string[], theme: Theme): PolicyStroke[] {
  const number = theme.series.length
  return names.map((name, index) => ({
    name,
    color: theme.series[index % number]!,
    dash: dashes[(index + Math.floor(index / number)) % dashes.length]!,
  }))
}
