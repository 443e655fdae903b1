import type { PlannedCase } from '../../plan/planned-case.ts'
import { type Attempt, isOver } from '../session/attempt.ts'
import { principalIn } from '../session/missing-need.ts'
import { isRecognised } from '../step/recognise-principal.ts'
import type { Session } from '../session/session.ts'

/**
 * Skips a case that shows nothing, since the target may not know the credentials of a principal. Findings that do not depend on the
 * credentials stay, such as a refused request that changed the group.
 */
export async function withholdUnrecognised(planned: PlannedCase, attempt: Attempt, session: Session): Promise<void> {
  if (isOver(attempt) && !attempt.stopped) return
  for (const principal of planned.needs.flatMap((need) => principalIn(need) ?? [])) {
    if (principal === 'owner' || (await isRecognised(principal, attempt.lane.group, session))) continue
    const isRefused = ({ exchange = -1 }: Attempt['findings'][number]): boolean => {
      const { as, response } = attempt.exchanges[exchange] ?? {}
      return as === principal && (response?.status === 401 || response?.status === 403)
    }
    const standing = attempt.findings.filter((finding) => finding.level !== 'observe' && !isRefused(finding))
    if (standing.length > 0) continue
    attempt.findings.length = 0
    attempt.judged.clear()
    attempt.skipped = `the target answers principals.${principal} as it answers made-up credentials; check the credentials of principals.${principal}`
    return
  }
}
