import { doubt } from '../group/group-state.ts'
import type { Judgement } from '../judge/judge-exchange.ts'
import { clip, clipText } from '../report/clip.ts'
import type { Attempt } from './attempt.ts'
import type { Seen } from './exchange.ts'

/** Takes over what was judged of an exchange: findings, the requirements judged, whether the case can go on, and what is in doubt. */
export function applyJudgement(judgement: Judgement, seen: Seen, attempt: Attempt): void {
  for (const requirement of judgement.judged) attempt.judged.add(requirement)
  for (const finding of judgement.findings) keep(attempt, { ...finding, exchange: seen.exchange })
  if (judgement.stops) attempt.stopped = true
  if (judgement.leavesDoubt) doubt(attempt.lane.group, attempt.touched)
  if (judgement.showsChange) forgetEchoes(attempt, seen.exchange)
}

/** How many findings one try at a case has; of each level there is one in any case. */
const MOST = 200

function keep(attempt: Attempt, finding: Attempt['findings'][number]): void {
  const { level, message, at, expected, actual } = finding
  if (attempt.findings.length >= MOST && attempt.findings.some((one) => one.level === level)) return
  attempt.findings.push({
    ...finding,
    message: clipText(message),
    at: clipText(at),
    expected: clip(expected),
    actual: clip(actual),
  })
}

/** Where something changed that was not due to, the answers that were only looked at since show it too: that is no fault more. */
function forgetEchoes(attempt: Attempt, since: number): void {
  const kept = attempt.findings.filter(({ exchange = 0, recalls }) => exchange <= since || recalls !== true)
  attempt.findings.splice(0, attempt.findings.length, ...kept)
}
