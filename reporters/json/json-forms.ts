import type { Report, Result } from '../../src/report/report.ts'
import {
  type Brevity,
  briefCause,
  briefPass,
  briefRequirement,
  briefResult,
  oncePerCause,
  withFindings,
} from './brief-result.ts'
import { withShortValues } from './short-values.ts'
import { counted } from '../text/wording.ts'

/** A form of the JSON report. */
export interface Form {
  /** Each result has one line. */
  readonly compact: boolean
  /** The most characters of a body or a value. */
  readonly longest: number
  /** Each result has one finding for each cause and requirement. */
  readonly once?: boolean
  /** The most characters of the title of a passing result, which is then brief. */
  readonly passTitle?: number
  /** The bounds of all other parts. By default these are whole. */
  readonly brevity?: Brevity
}

const COMPACT = { compact: true, once: true, passTitle: 40 } as const

/** The forms of a report, from the largest to the smallest. */
export const FORMS: readonly [Form, ...Form[]] = [
  { compact: false, longest: Infinity },
  { compact: true, longest: Infinity },
  { compact: true, longest: 500 },
  { compact: true, longest: 500, once: true },
  ...[250, 120, 80].map((longest) => ({ ...COMPACT, longest })),
  { ...COMPACT, longest: 80, brevity: { text: 200, findings: 8, cases: 100 } },
  { ...COMPACT, longest: 80, brevity: { text: 120, findings: 4, cases: 20 } },
  { ...COMPACT, longest: 40, brevity: { text: 80, findings: 3, cases: 10 }, passTitle: 20 },
  { ...COMPACT, longest: 40, brevity: { text: 60, findings: 2, cases: 5 }, passTitle: 0 },
  { ...COMPACT, longest: 40, brevity: { text: 60, findings: 1, cases: 1 }, passTitle: 0 },
  { ...COMPACT, longest: 20, brevity: { text: 40, findings: 1, cases: 1 }, passTitle: 0 },
  { ...COMPACT, longest: 0, brevity: { text: 30, findings: 1, cases: 1 }, passTitle: 0 },
]

/** The report in a form, without its results. */
export function withForm(report: Report, form: Form): Omit<Report, 'results'> {
  const { results: _, ...rest } = report
  const { brevity } = form
  const told = cutsOf(form)
  return {
    ...rest,
    ...(told.length === 0 ? {} : { cut: told }),
    ...(brevity === undefined
      ? {}
      : {
          causes: report.causes.map((cause) => briefCause(cause, brevity)),
          requirements: report.requirements.map((requirement) => briefRequirement(requirement, brevity)),
        }),
  }
}

/** A result in a form. */
export function resultIn(result: Result, { longest, once = false, passTitle, brevity }: Form): Result {
  if (longest === Infinity) return result
  if (result.status === 'pass' && passTitle !== undefined) return briefPass(result, passTitle)
  const kept = once ? withFindings(result, oncePerCause(result.findings)) : result
  return withShortValues(brevity === undefined ? kept : briefResult(kept, brevity), longest)
}

/** Sentences about the parts that a form leaves out. */
function cutsOf({ longest, once = false, passTitle, brevity }: Form): readonly string[] {
  if (longest === Infinity) return []
  return [
    longest === 0 ? 'bodies and values are left out' : `a body or a value has at most ${longest} characters`,
    'an answer has few of its headers',
    ...(once ? ['a result has one finding for each cause and requirement'] : []),
    ...(passTitle === undefined
      ? []
      : [
          `a passing result has ${passTitle === 0 ? 'no title' : `a title of at most ${passTitle} characters`}, no start, no observations, and its command from \`run\` to the seed`,
        ]),
    ...(brevity === undefined ? [] : briefCuts(brevity)),
    'a run with --verbose reports all',
  ]
}

function briefCuts({ text, findings, cases }: Brevity): readonly string[] {
  return [
    `a message, title, reason or place has at most ${text} characters`,
    `a result has at most ${counted(findings, 'finding')}, and the exchange of the first alone`,
    `a cause or a requirement names at most ${counted(cases, 'case')}`,
    'declared cases, steps, time lines and the headers of requests are left out',
  ]
}
