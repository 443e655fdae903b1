import { type RecordedExchange, toEvidence } from '../secrets/evidence.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { toStep } from './counterexample.ts'
import type { Report } from './report.ts'
import type { ReportedStep } from './reported-counterexample.ts'

/** The end of the answers of a target. */
export interface EndOfAnswers {
  /** The first request without an answer. */
  readonly unanswered: RecordedExchange | undefined
  /** The last requests with an answer before it, and their statuses. */
  readonly before: readonly { readonly exchange: RecordedExchange; readonly status: number }[]
}

interface Reporting {
  readonly target: string
  readonly secrets: Secrets
}

/** The first request without an answer and those before it, for the report of a run that ended early. All secrets are masked. */
export function reportUnanswered(
  { unanswered, before }: EndOfAnswers,
  { target, secrets }: Reporting,
): Pick<Report, 'unanswered' | 'answeredBefore'> {
  if (unanswered === undefined) return {}
  const answeredBefore = before.map(({ exchange, status }): ReportedStep => ({
    ...toStep(toEvidence(exchange, target, secrets)),
    status,
  }))
  return {
    unanswered: toEvidence(unanswered, target, secrets),
    ...(answeredBefore.length === 0 ? {} : { answeredBefore }),
  }
}
