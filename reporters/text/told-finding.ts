import type { ReportedFinding, Result } from '../../src/report/report.ts'
import { sideText } from './finding-detail.ts'
import { wordsOfActual, wordsOfExpected } from './in-words.ts'
import { pathOf } from './path-of.ts'
import { cut } from './plain-text.ts'
import { sentAs } from './sent-as.ts'

/** The most characters of a path and of a value; a report bounds messages itself. */
const LONGEST = { path: 160, value: 120 }

/**
 * A finding for a place without its evidence: `POST /things/a: expected status 409; the answer is 200`. The values follow where the message does
 * not hold them. It has text of the target, so the caller must escape it.
 */
export function toldFinding(finding: ReportedFinding, { exchanges }: Pick<Result, 'exchanges'>): string {
  const request = exchanges[finding.exchange ?? -1]?.request
  const start = request === undefined ? '' : `${requestText(request)}: `
  return `${start}${finding.message}${valuesText(finding)}`
}

function requestText(request: Result['exchanges'][number]['request']): string {
  return cut(`${request.method} ${pathOf(request.url)}${sentAs(request)}`, LONGEST.path)
}

/** `; expected "a", got "b"`, without a side that the message holds. */
export function valuesText(finding: ReportedFinding): string {
  const { expected, actual, message } = finding
  const left = expected === undefined ? '' : sideText(expected, wordsOfExpected(finding), LONGEST.value)
  const right = sideText(actual, wordsOfActual(finding), LONGEST.value)
  const parts = [
    ...(isTold(left, message) ? [] : [`expected ${left}`]),
    ...(isTold(right, message) ? [] : [`got ${right}`]),
  ]
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`
}

/** True where the message has the side as words of its own, and not as a part of others. */
function isTold(side: string, message: string): boolean {
  if (side === '') return true
  const bare = side.replaceAll('"', '')
  const at = message.indexOf(bare)
  const around = `${message.charAt(at - 1)}${message.charAt(at + bare.length)}`
  return bare !== '' && at >= 0 && !/\w/.test(around)
}
