import type { ReportedFinding } from '../../src/report/report.ts'

type Sides = Pick<ReportedFinding, 'expected' | 'actual' | 'message'>

/** An expectation in words, such as `nothing` or `a mask of the secret`. Undefined for a value, which a report prints as JSON. */
export function wordsOfExpected({ expected, message }: Sides): string | undefined {
  return isInWords(expected, message) ? expected : undefined
}

/** An actual side in words; undefined for a value. A single word is rather a value: it may be a part of the message by chance. */
export function wordsOfActual({ actual, message }: Sides): string | undefined {
  return isInWords(actual, message) && (actual === 'nothing' || actual.includes(' ')) ? actual : undefined
}

/** Sides of many findings whose messages have other words. */
const SAYINGS = new Set(['nothing', 'no such member', 'the same key', 'no such order'])

/** True for words. They stand in the message too; a value stands there in quotes, if at all. */
function isInWords(side: unknown, message: string): side is string {
  if (typeof side !== 'string' || side === '') return false
  if (message.includes(JSON.stringify(side))) return false
  return SAYINGS.has(side) || message.includes(side)
}
