import type { Report } from '../../src/report/report.ts'
import { type Lengths, LONGEST_TITLE } from './junit-texts.ts'
import { toldFinding } from '../text/told-finding.ts'

/** The limits of the parts of a JUnit file. */
interface SizeLimits extends Lengths {
  /** The bytes that the rest of the file leaves for evidence. */
  readonly limit: number
}

/** The most bytes of a file. */
const LIMIT = 1_000_000
/** The bytes of evidence for which messages are cut. */
const EVIDENCE = 150_000
/** The most characters of all names. Above, each title is cut. */
const NAMES = 400_000
/** The most characters of all messages. Above, each message is cut. */
const MESSAGES = 150_000

const TITLES = [LONGEST_TITLE, 40, 24, 12, 0]
const STEPS: readonly Pick<Lengths, 'message' | 'once'>[] = [
  { message: Infinity, once: false },
  { message: 120, once: false },
  ...[120, 80, 40].map((message) => ({ message, once: true })),
]
const LAST = { message: 16, once: true }

/**
 * Divides the bytes of a file: titles, then requirements, then messages, then evidence. Titles follow from the cases alone, since CI systems follow a
 * testcase by its name. `sizeOf` measures a file without evidence.
 */
export function sizeLimitsOf(report: Report, sizeOf: (lengths: Lengths) => number): SizeLimits {
  const title = TITLES.find((length) => namesOf(report, length) <= NAMES) ?? 0
  const leaves = (step: Pick<Lengths, 'message' | 'once'>): SizeLimits => {
    const lengths = { title, ...step }
    return { ...lengths, limit: LIMIT - sizeOf(lengths) }
  }
  for (const step of STEPS) {
    if (messagesOf(report, step.message) > MESSAGES) continue
    const limits = leaves(step)
    if (limits.limit >= EVIDENCE) return limits
  }
  const limits = leaves(LAST)
  return { ...limits, limit: Math.max(0, limits.limit) }
}

function namesOf({ results, notReached = [] }: Report, longest: number): number {
  const names = results.map(({ id, title }) => id.length + Math.min(title.length, longest))
  return [...names, ...notReached.map((id) => id.length)].reduce((sum, length) => sum + length, 0)
}

/** The one reason of all cases that the run did not reach is told whole as long as the file has room. */
function messagesOf(report: Report, longest: number): number {
  const first = report.results.map((result) => {
    const { findings, reason = '' } = result
    const told = findings.find(({ level }) => level === 'must')
    return (told === undefined ? reason : toldFinding(told, result)).length
  })
  return first.reduce((sum, length) => sum + Math.min(length, longest), 0)
}
