import { flushSync } from 'svelte'
import { dark, light, type Theme } from './palette'

const prefersDark = matchMedia('(prefers-color-scheme: dark)')

let isDark = $state(prefersDark.matches)
let printing = $state(false)

prefersDark.addEventListener('change', () => (isDark = prefersDark.matches))
// The browser lays out the printed page right after this event, so charts have to be drawn within it.
addEventListener('beforeprint', () => flushSync(() => (printing = true)))
addEventListener('afterprint', () => (printing = false))

/** How charts are drawn now: paper is light and narrower than a screen. */
export const look = {
  get theme(): Theme {
    return isDark && !printing ? dark : light
  },
  get printing(): boolean {
    return printing
  },
}
