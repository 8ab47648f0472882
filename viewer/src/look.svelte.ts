import { dark, light, type Theme } from './palette'

const prefersDark = matchMedia('(prefers-color-scheme: dark)')
const print = matchMedia('print')

let theme = $state<Theme>(current())

function current(): Theme {
  return prefersDark.matches && !print.matches ? dark : light
}

for (const query of [prefersDark, print]) query.addEventListener('change', () => (theme = current()))

/** The colours in which charts are drawn now: paper is light. */
export const look = {
  get theme() {
    return theme
  },
}
