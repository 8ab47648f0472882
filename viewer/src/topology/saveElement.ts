import { save } from '../charts/save'
import { fontFamily } from '../charts/frame'

const copied = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'paint-order', 'font-size', 'font-weight', 'text-anchor']

/** Saves the drawing within an element in light colours, its styles written into it so that it needs no style sheet. */
export function saveElement(element: HTMLElement, name: string): void {
  const svg = element.querySelector('svg')
  if (!svg) return
  const scheme = element.style.colorScheme
  element.style.colorScheme = 'light'
  const copy = svg.cloneNode(true) as SVGSVGElement
  const originals = svg.querySelectorAll('*')
  copy.querySelectorAll<SVGElement>('*').forEach((target, index) => {
    const style = getComputedStyle(originals[index]!)
    for (const property of copied) target.style.setProperty(property, style.getPropertyValue(property))
    target.removeAttribute('class')
  })
  element.style.colorScheme = scheme
  copy.removeAttribute('class')
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.style.fontFamily = fontFamily
  // Other fonts than the page's may be wider.
  const { width, height } = svg.viewBox.baseVal
  copy.setAttribute('viewBox', `-12 0 ${width + 48} ${height}`)
  save(name, new XMLSerializer().serializeToString(copy))
}
