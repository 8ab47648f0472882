import { fontFamily } from './frame'

const context = document.createElement('canvas').getContext('2d')

/** How wide a text of a drawing is, in pixels. */
export function textWidth(text: string, size = 13, weight = 400): number {
  if (!context) return text.length * size * 0.55
  context.font = `${weight} ${size}px ${fontFamily}`
  return context.measureText(text).width
}
