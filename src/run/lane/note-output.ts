import type { EndOfAnswers } from '../../report/report-unanswered.ts'
import type { RecordedExchange } from '../../secrets/evidence.ts'
import type { CircuitBreaker } from '../../send/circuit-breaker.ts'
import type { Attempt } from '../session/attempt.ts'
import type { OutputIn } from '../session/output-in.ts'

/** The time in which a server writes about a request after its answer, and about a request that breaks its process, in milliseconds. */
const AFTER = 20
const AFTER_BREAK = 200

/** The results of a cause that get the output of the server, as a count: a report shows one of them. */
const ENOUGH = 3

/** The findings and the exchanges of an attempt. */
type Noting = Pick<Attempt, 'findings' | 'exchanges'>

/**
 * Adds the output of the started server to the exchanges that a report shows: those of findings, and the first without an answer.
 * `causes` has the count of earlier results by cause.
 */
export async function noteOutput(
  { findings, exchanges }: Noting,
  outputIn: OutputIn | undefined,
  causes: ReadonlyMap<string, number>,
): Promise<void> {
  if (outputIn === undefined) return
  const told = findings.filter(({ level, cause }) => level !== 'observe' && (causes.get(cause) ?? 0) < ENOUGH)
  const unanswered = exchanges.findIndex(({ response }) => response === undefined)
  const shown = new Set([...told.flatMap(({ exchange }) => exchange ?? []), ...(unanswered < 0 ? [] : [unanswered])])
  for (const index of shown) {
    const exchange = exchanges[index]
    if (exchange !== undefined) exchanges[index] = await withOutput(exchange, outputIn)
  }
}

/** The first request that the target left without an answer, with the output around it, and the requests before. */
export async function endOfAnswersIn(breaker: CircuitBreaker, outputIn: OutputIn | undefined): Promise<EndOfAnswers> {
  const first = breaker.first()
  const unanswered = first === undefined || outputIn === undefined ? first : await withOutput(first, outputIn)
  return { unanswered, before: breaker.before() }
}

/** The exchange with the output of the started server around it. */
async function withOutput(exchange: RecordedExchange, outputIn: OutputIn): Promise<RecordedExchange> {
  const { startedAt, durationMs, response } = exchange
  if (startedAt === undefined) return exchange
  const end = startedAt + Math.ceil(durationMs) + (response === undefined ? AFTER_BREAK : AFTER)
  return { ...exchange, output: await outputIn(startedAt, end) }
}
