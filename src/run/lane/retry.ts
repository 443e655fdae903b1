import { forgetGone } from '../../group/concurrent-changes.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import type { KnownBy } from '../../report/baseline.ts'
import { relateFindings } from '../../report/relate-findings.ts'
import type { Attempt } from '../session/attempt.ts'
import { runCase } from '../case/run-case.ts'
import { runProperty } from '../case/run-property.ts'
import type { Lane, Session } from '../session/session.ts'
import { withholdUnrecognised } from '../case/withhold-unrecognised.ts'
import type { SharedLock } from '../session/shared-lock.ts'

/** The most failed cases that a run repeats, as a count. */
export const RETRIES = 10

/** The most repetitions of a failed case in a group that another client writes to, as a count. */
const RETRIES_BESIDE_OTHERS = 3

export interface Retries {
  readonly lock: SharedLock
  /** Retries left. */
  retries: number
}

interface Retrying {
  readonly attempt: Attempt
  readonly lane: Lane
  readonly session: Session
  /** The baseline: a failure that it knows is expected, and needs no second look. */
  readonly knownBy: KnownBy
  readonly allowed: Retries
}

/** Tries a case or a property once, alone and whole. */
async function fireCase(planned: PlannedCase, lane: Lane, session: Session): Promise<Attempt> {
  const attempt = await (planned.property === undefined
    ? runCase(planned, { lane, session })
    : runProperty(planned, { lane, session }))
  await withholdUnrecognised(planned, attempt, session)
  return attempt
}

/** Repeats a failed case under the exclusive lock. Returns true where a repetition passes, or a failure showed only beside other requests. */
export async function passesOnRetry(planned: PlannedCase, retrying: Retrying): Promise<boolean> {
  const { attempt, lane, session, allowed, knownBy } = retrying
  if (attempt.passedAlone) return isFailed(attempt)
  const shown = { id: planned.id, ...(planned.property === undefined ? {} : { drawn: true as const }) }
  const isExpected = relateFindings(attempt.findings).every(
    ({ level, cause }) => level !== 'must' || knownBy(shown, cause) !== undefined,
  )
  if (isExpected) return false
  for (let tried = 0; tried < (isContested(lane) ? RETRIES_BESIDE_OTHERS : 1); tried += 1) {
    if ((allowed.retries === 0 && !isContested(lane)) || session.signal.aborted) return false
    if (!session.budget.allows(attempt.exchanges.length)) return false
    allowed.retries = Math.max(0, allowed.retries - 1)
    // A client whose members are gone may have caused the failure.
    await forgetGone(lane.group, session)
    const again = await allowed.lock.exclusive(() => fireAgain(planned, { attempt, lane, session }))
    const isLeftOut = again.skipped !== undefined || again.inconclusive !== undefined
    if (isLeftOut ? isContested(lane) : !isFailed(again)) return true
  }
  return false
}

/** True where another client is known to write to the group: each failure is then repeated, also more than once. */
function isContested({ group }: Lane): boolean {
  return group.ceded.size > 0
}

function isFailed({ findings }: Attempt): boolean {
  return findings.some(({ level }) => level === 'must')
}

/** Repeats a property with its counterexample only; a property without a counterexample starts again. */
function fireAgain(
  planned: PlannedCase,
  { attempt, lane, session }: Omit<Retrying, 'allowed' | 'knownBy'>,
): Promise<Attempt> {
  const example = attempt.counterexample?.example
  return example === undefined ? fireCase(planned, lane, session) : runCase(planned, { lane, session, example })
}
