import type { RecordedExchange } from '../../secrets/evidence.ts'
import type { Attempt } from '../session/attempt.ts'
import { createOneAnswer } from './one-answer.ts'

/** The consecutive cases with an unreadable answer that end a run, as a count. */
const MOST_UNREADABLE = 25
/** The same where no case has passed yet. */
const MOST_AT_FIRST = 10
/** The consecutive cases with an answer beyond the time limit that end a run, as a count. */
const MOST_LATE = 3
/** The consecutive cases with a huge answer and without a pass that end a run, as a count. */
const MOST_HUGE = 10
/** The greatest usual answer, in bytes. */
const USUAL = 100_000

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/**
 * Counts consecutive cases without a readable answer. So a run does not meet the same broken message again and again. Huge answers count
 * too, where no case passes: each takes long to judge. So do redirects, where a case got nothing else: the target has another address. One
 * answer to everything ends a run too.
 */
export interface UnreadableAnswers {
  readonly note: (attempt: Attempt) => void
  /** The reason to start no further case; undefined below the limits. */
  readonly reason: () => string | undefined
}

/**
 * No unreadable answers yet.
 * @param prefix the path of the target's URL
 */
export function createUnreadableAnswers(prefix = ''): UnreadableAnswers {
  let [unreadable, late, huge, redirected] = [0, 0, 0, 0]
  let most = MOST_AT_FIRST
  let last = ''
  let elsewhere: string | undefined
  let isReadRedirected = false
  const oneAnswer = createOneAnswer(prefix)
  return {
    note(attempt) {
      if (attempt.skipped !== undefined || attempt.exchanges.length === 0) return
      redirected = attempt.exchanges.every(isRedirect) ? redirected + 1 : 0
      // A server may redirect its writes alone, which is a fault like others.
      isReadRedirected = redirected > 0 && (isReadRedirected || attempt.exchanges.some(isRead))
      elsewhere = attempt.exchanges.map(originOf).find((origin) => origin !== undefined) ?? elsewhere
      const finding = attempt.findings.find((one) => one.unreadable === true)
      // Only a case that passes shows that the target answers readably.
      const isOpen = attempt.inconclusive !== undefined || attempt.findings.some(({ level }) => level !== 'observe')
      if (!isOpen) most = MOST_UNREADABLE
      oneAnswer.note(attempt, !isOpen)
      huge = isOpen ? huge + (attempt.exchanges.some(isHuge) ? 1 : 0) : 0
      if (finding === undefined && !attempt.late && isOpen) return
      unreadable = finding === undefined ? 0 : unreadable + 1
      late = attempt.late ? late + 1 : 0
      last = finding?.message ?? last
    },
    reason() {
      if (late >= MOST_LATE) return `${MOST_LATE} consecutive cases met the time limit${last === '' ? '' : `: ${last}`}`
      if (unreadable >= most) return `${most} consecutive cases got an unreadable answer: ${last}`
      if (redirected >= MOST_AT_FIRST && isReadRedirected) return onlyRedirects(elsewhere)
      return huge < MOST_HUGE
        ? oneAnswer.reason()
        : `${MOST_HUGE} cases got an answer of more than ${USUAL} bytes, and no case passed between them`
    },
  }
}

function isRead({ request }: RecordedExchange): boolean {
  return request.method === 'GET'
}

function isRedirect({ response }: RecordedExchange): boolean {
  return response !== undefined && REDIRECTS.has(response.status)
}

/** The origin of a redirect to an absolute URL, cut to the longest host name of DNS. */
function originOf({ response }: RecordedExchange): string | undefined {
  const [, location = ''] = response?.headers.find(([name]) => name.toLowerCase() === 'location') ?? []
  return URL.canParse(location) ? new URL(location).origin.slice(0, 260) : undefined
}

function onlyRedirects(origin: string | undefined): string {
  const to = origin === undefined ? '' : ` to ${origin}`
  return `${MOST_AT_FIRST} consecutive cases got only redirects${to}, which are never followed; give the final address as the target`
}

/** True for an answer beyond the usual size: judging it takes long. */
export function isHuge({ response }: RecordedExchange): boolean {
  return response !== undefined && (response.length ?? response.body.length) > USUAL
}
