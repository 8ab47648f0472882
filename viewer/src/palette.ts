/** Okabe and Ito's colours (2008), which people with any colour vision can tell apart. */
const okabeIto = {
  orange: '#e69f00',
  sky: '#56b4e9',
  green: '#009e73',
  yellow: '#f0e442',
  blue: '#0072b2',
  vermillion: '#d55e00',
  purple: '#cc79a7',
}

export interface Theme {
  text: string
  quiet: string
  rule: string
  paper: string
  series: string[]
  parts: Record<string, string>
}

const parts = {
  preprocess: okabeIto.purple,
  send: okabeIto.yellow,
  uplink: okabeIto.sky,
  queue: okabeIto.vermillion,
  processing: okabeIto.green,
  reply: okabeIto.orange,
  downlink: okabeIto.blue,
}

const order = [okabeIto.blue, okabeIto.orange, okabeIto.green, okabeIto.vermillion, okabeIto.purple, okabeIto.sky]

export const light: Theme = {
  text: '#1c1e21',
  quiet: '#62666d',
  rule: '#dcdcd6',
  paper: '#fdfdfb',
  series: [...order, '#1c1e21'],
  parts,
}

export const dark: Theme = {
  text: '#e6e5e0',
  quiet: '#9b9ea4',
  rule: '#35383d',
  paper: '#16181b',
  series: ['#3b9bd6', ...order.slice(1), '#e6e5e0'],
  parts: { ...parts, downlink: '#3b9bd6' },
}

/** Line styles by series, so that colour is never the only difference. */
export const dashes: (number[] | 'solid')[] = ['solid', [7, 3], [2, 3], [9, 3, 2, 3], [12, 4], [4, 2], [1, 4]]
