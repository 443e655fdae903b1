/** The public exports of the package: a conformance run as a library. */
export type { ConformanceOptions, ConformanceTarget } from './conformance-options.ts'
export { runConformance } from './conformance.ts'
export type { Evidence } from './secrets/evidence.ts'
export type { Report, ReportedFinding, RequirementResult, Result, ResultStatus, Verdict } from './report/report.ts'
export type { RunEvent } from './report/run-event.ts'
export { UserError } from './source/mistake.ts'
