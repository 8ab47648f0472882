import { mount } from 'svelte'
import App from './App.svelte'
import './app.css'
import type { ReportDocument } from './document'

// Charts measure text when they are drawn, so the embedded fonts have to be there first.
await Promise.all([document.fonts.load('1em "Source Sans 3"'), document.fonts.load('1em "Source Serif 4"')])

const data = document.getElementById('data')?.textContent ?? 'null'
mount(App, {
  target: document.getElementById('report')!,
  props: { report: JSON.parse(data) as ReportDocument | null },
})
