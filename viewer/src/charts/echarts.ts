import { BarChart, LineChart, ScatterChart } from 'echarts/charts'
import { GraphicComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsCoreOption } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { light } from '../palette'
import type { Frame, OptionBuilder } from './frame'

use([BarChart, LineChart, ScatterChart, GraphicComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

export { init }
export type { EChartsCoreOption }

/** Width of saved charts: about the text width of a paper at 96 dots an inch. */
const savedWidth = 720

/** The chart as an SVG file for light paper, its legend included. */
export function toSvg(build: OptionBuilder, height: number): string {
  const frame: Frame = { theme: light, width: savedWidth, saving: true }
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: savedWidth, height: height + 24 })
  chart.setOption(build(frame))
  const svg = chart.renderToSVGString()
  chart.dispose()
  // What is printed has no pointer that hovers.
  return svg.replace(/<style\b.*?<\/style>/s, '').replace(/ class="[^"]*"/g, '')
}
