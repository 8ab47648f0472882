/** The contract with Berth.Reports.Document, which documents every member; a test there compares the two. */
export interface ReportDocument {
  format: number
  title: string
  world: string
  question: string
  answer: string
  warnings: string[]
  notes: string[]
  generated: string
  experimentYaml: string
  versions: ReportFact[]
  machine: ReportFact[]
  seed: number
  dilation: ReportDilation
  runFolder: string | null
  rows: ReportRow[]
  timeSeries: ReportTimeSeries[]
  topology: ReportTopology
  checks: ReportCheck[]
  decisions: ReportDecision[]
  events: ReportEvent[]
  worlds: ReportWorlds[]
  jobs: ReportJobs | null
  services: ReportServices | null
}

export interface ReportFact {
  name: string
  value: string
}

export interface ReportDilation {
  factor: number
  reason: string
}

export interface ReportRow {
  variant: string
  workload: string
  placement: string
  best: boolean
  repetitions: number
  items: number
  completed: number
  lost: ReportLosses
  p50Ms: number | null
  p95Ms: number | null
  p99Ms: number | null
  meanMs: number | null
  meanLowMs: number | null
  meanHighMs: number | null
  parts: ReportPart[]
  slo: ReportSlo | null
  workerLoadPercent: number | null
  sourceLoadPercent: number | null
  joulesPerItem: number | null
  energyBy: string | null
  gramsPerItem: number | null
  accuracyPercent: number | null
  cdf: ReportPoint[]
  latencies: ReportPoint[]
  lostAtS: number[]
}

export interface ReportLosses {
  timedOut: number
  failed: number
  refused: number
}

export interface ReportPart {
  part: string
  meanMs: number
  p95Ms: number
}

export interface ReportSlo {
  text: string
  met: boolean | null
  bounds: ReportSloBound[]
}

export interface ReportSloBound {
  percentile: number
  boundMs: number
}

/** x and y. */
export type ReportPoint = [number, number]

export interface ReportTimeSeries {
  variant: string
  placement: string
  repetition: number
  timesS: number[]
  lines: ReportLine[]
}

export interface ReportLine {
  quantity: string
  unit: string
  subject: string
  values: (number | null)[]
}

export interface ReportTopology {
  sites: ReportSite[]
  links: ReportLink[]
  flows: ReportFlow[]
}

export interface ReportSite {
  name: string
  tier: string
  nodes: number
  cpuCores: number
  sharePercent: number
  memoryBytes: number
  powerIdleW: number | null
  powerPeakW: number | null
  pue: number
  carbonGramsPerKwh: number | null
  nodeNames: string[] | null
}

export interface ReportLink {
  from: string
  to: string
  latency: string
  rate: string
  lossPercent: number
}

export interface ReportFlow {
  variant: string
  placement: string
  from: string
  to: string
  packets: number
  bytes: number
  lostByChance: number
  droppedByQueue: number
  droppedDown: number
}

export interface ReportCheck {
  subject: string
  quantity: string
  unit: string
  configured: number
  achieved: number
  error: number
  tolerance: number
  passed: boolean
  samples: number
}

export interface ReportDecision {
  variant: string
  placement: string
  subject: string
  policy: string
  chosen: string | null
  reason: string
  candidates: ReportCandidate[]
}

export interface ReportCandidate {
  node: string
  refusal: string | null
  terms: ReportTerm[]
}

export interface ReportTerm {
  name: string
  value: number
}

export interface ReportEvent {
  atS: number
  kind: string
  text: string
  variant: string | null
  placement: string | null
  repetition: number | null
}

export interface ReportWorlds {
  variant: string
  workload: string
  placement: string
  worlds: ReportWorld[]
}

export interface ReportWorld {
  world: string
  meanMs: number
  p95Ms: number
  meanDifferencePercent: number | null
  p95DifferencePercent: number | null
  parts: ReportWorldPart[]
}

export interface ReportWorldPart {
  part: string
  ms: number
}

export interface ReportJobs {
  question: string
  baseline: string
  rows: ReportJobRow[]
  bounds: ReportBound[]
  sites: ReportSiteUse[]
  hours: ReportHours[]
  nodes: ReportNodeUse[]
  worlds: ReportJobWorlds[]
  rankings: string[]
}

export interface ReportJobWorlds {
  variant: string
  label: string
  worlds: ReportJobWorld[]
}

export interface ReportJobWorld {
  world: string
  turnaroundSeconds: number
  turnaroundDifferencePercent: number | null
  p95Seconds: number
  p95DifferencePercent: number | null
  rank: number | null
}

export interface ReportJobRow {
  label: string
  variant: string
  placement: string
  shifting: string
  forecast: string
  repetitions: number
  pareto: boolean
  figures: ReportFigure[]
}

export interface ReportFigure {
  name: string
  title: string
  unit: string
  better: string
  mean: number | null
  low: number | null
  high: number | null
  differencePercent: number | null
  differenceLowPercent: number | null
  differenceHighPercent: number | null
  gapPercent: number | null
}

export interface ReportBound {
  variant: string
  figure: string
  value: number
  method: string
}

export interface ReportSiteUse {
  variant: string
  label: string
  site: string
  kilowattHours: number
  grams: number
  utilizationPercent: number
}

export interface ReportNodeUse {
  variant: string
  label: string
  node: string
  site: string
  kilowattHours: number
  grams: number
  utilizationPercent: number
}

export interface ReportHours {
  variant: string
  label: string
  site: string
  endsH: number[]
  kilowatts: number[]
  gramsPerHour: number[]
  cores: number[]
}

export interface ReportServices {
  question: string
  rows: ReportServiceRow[]
  courses: ReportServiceCourse[]
  worlds: ReportServiceWorlds[]
  rankings: string[]
}

export interface ReportEstimate {
  mean: number | null
  low: number | null
  high: number | null
}

export interface ReportServiceRow {
  variant: string
  service: string
  scaling: string
  best: boolean
  pareto: boolean
  clairvoyant: boolean
  repetitions: number
  requests: number
  refused: number
  lost: number
  slo: ReportSlo | null
  p50Ms: ReportEstimate
  p95Ms: ReportEstimate
  p99Ms: ReportEstimate
  attainmentPercent: ReportEstimate
  meanCores: ReportEstimate
  coreSeconds: ReportEstimate
  standbyPercent: ReportEstimate
  changes: ReportEstimate
  joules: ReportEstimate
  grams: ReportEstimate
  cost: ReportEstimate
  versusFirst: ReportServiceDifference | null
  versusOracle: ReportServiceDifference | null
  cdf: ReportPoint[]
}

export interface ReportServiceDifference {
  reference: string
  p99Ms: ReportEstimate
  p99Percent: ReportEstimate
  coreSeconds: ReportEstimate
  coreSecondsPercent: ReportEstimate
}

export interface ReportServiceCourse {
  variant: string
  service: string
  scaling: string
  repetition: number
  endsS: number[]
  rate: number[]
  queued: number[]
  ready: number[]
  desired: number[]
  cores: number[]
  busyPercent: number[]
  p99Ms: (number | null)[]
  failed: number[]
  steps: ReportScalingStep[]
  stepsTaken: number
}

export interface ReportScalingStep {
  atS: number
  from: number
  to: number
  reason: string
  terms: ReportTerm[]
  notable: string | null
}

export interface ReportServiceWorlds {
  variant: string
  service: string
  scaling: string
  worlds: ReportServiceWorld[]
}

export interface ReportServiceWorld {
  world: string
  p99Ms: number | null
  p99DifferencePercent: number | null
  p99Rank: number | null
  coreSeconds: number
  coreSecondsDifferencePercent: number | null
  coreSecondsRank: number | null
}
