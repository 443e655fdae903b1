import { buildPayload, hasPayload } from '../../draw/body/payload.ts'
import { historyOf } from '../../draw/history/history.ts'
import type { Example } from '../../draw/property-source.ts'
import { foreignIn } from '../../group/protects-foreign.ts'
import { plain } from '../../plan/plain-request.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import { createAttempt } from '../session/attempt.ts'
import { cleanUp } from '../step/clean-up.ts'
import { exchange } from '../step/exchange.ts'
import { meetsForeign } from '../step/meets-foreign.ts'
import type { CaseContext } from './run-case.ts'

/** The most keys that are scrubbed, as a count. */
const MOST_KEYS = 4

/**
 * Creates, updates and deletes members with the keys of a history, and judges nothing. A target that remembers earlier answers forgets
 * them. So a shorter history fails by its own steps or not at all. No look is sent: the target would remember its answer.
 */
export async function scrub(planned: PlannedCase, example: Example, { lane, session }: CaseContext): Promise<void> {
  const { contract } = session
  const attempt = createAttempt(lane, [])
  const keys = new Set(historyOf(example).map(({ key }) => key))
  const own = [...keys].filter(
    (key) => foreignIn(lane.group.groups, [key]) === undefined && hasPayload(contract, key, PAYLOAD),
  )
  for (const key of own.slice(0, MOST_KEYS))
    for (const operation of ['create', 'update', 'delete'] as const) {
      if (session.signal.aborted || attempt.inconclusive !== undefined) break
      const body = { json: buildPayload(contract, { key, payload: PAYLOAD, seed: `${planned.seed}/scrub` }) }
      const request = { ...plain({ operation, key }), ...(operation === 'delete' ? {} : { body }) }
      if (!(await meetsForeign(request, attempt, session))) await exchange(request, attempt, session)
    }
  await cleanUp(planned, attempt, { session, keep: [] })
}

const PAYLOAD = 'full'
