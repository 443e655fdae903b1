import type { PlannedCase, SetUp } from '../../plan/planned-case.ts'
import { type Attempt, isOver } from '../session/attempt.ts'
import { plain } from '../../plan/plain-request.ts'
import { fire } from './fire.ts'
import { isKept, removeKey, tryRemoval } from '../../group/remove-key.ts'
import type { Session } from '../session/session.ts'

interface Trying {
  readonly attempt: Attempt
  readonly session: Session
  /** True if a member with other values than those of its set-up may stay. */
  readonly relaxed?: boolean
}

/**
 * Creates the members that a case starts from. A refused create violates the contract's `resource.setup` requirement. The first
 * case reports the refusal; later cases with the same set-up are inconclusive and name the first case.
 */
export async function setUp(
  planned: PlannedCase,
  setUps: readonly SetUp[],
  { attempt, session, relaxed = false }: Trying,
): Promise<void> {
  const { group } = attempt.lane
  const { absent, free = [] } = planned.given
  const leftovers = [...absent, ...free].filter((key) => group.doubtful.has(key) && !group.foreign.has(key))
  for (const leftover of leftovers) {
    // A target may have refused the delete after the earlier case only once.
    if ((await tryRemoval(leftover, group, session)) === undefined) continue
    attempt.inconclusive = `expected ${leftover} to be absent; ${leftover} could not be removed after an earlier case`
    return
  }
  for (const wanted of setUps) {
    const { key, body, beside } = wanted
    if (isKept(wanted, group, { relaxed }) || (beside === true && hasOthers(planned, attempt))) continue
    const id = `${group.id} ${key} ${Object.keys(body).join()}`
    const first = session.refusedSetups.get(id)
    // The retry of the refused case sends the create again: a second answer shows whether the refusal is flaky.
    if (first !== undefined && first !== planned.id) {
      attempt.inconclusive = `the set-up, a create of ${key}, was refused; see ${first}`
      return
    }
    // The batch before has left the member with other values.
    if (group.members.has(key) && !(await removeKey(key, group, session))) {
      attempt.inconclusive = `${key} could not be removed before the case`
      return
    }
    const findings = attempt.findings.length
    await create(key, body, { planned, attempt, session })
    const refused = attempt.findings
      .slice(findings)
      .some(({ requirement, kind }) => requirement === session.contract.resource.setup && kind === CREATED.kind)
    if (refused) session.refusedSetups.set(id, planned.id)
    else session.refusedSetups.delete(id)
    if (refused) attempt.inconclusive ??= `the set-up, a create of ${key}, was refused`
    if (isOver(attempt)) return
  }
}

/** True if the group holds a member that the case does not claim. */
function hasOthers({ given }: PlannedCase, { lane: { group } }: Attempt): boolean {
  const own = new Set([...given.absent, ...given.configured])
  return group.foreign.size > 0 || [...group.members.keys()].some((key) => !own.has(key))
}

/** The expectation of each create of a set-up. */
const CREATED = { kind: 'status', value: '2xx' } as const

interface Creating extends Trying {
  readonly planned: PlannedCase
}

async function create(key: string, body: unknown, { planned, attempt, session }: Creating): Promise<void> {
  const expectation = {
    requirement: session.contract.resource.setup,
    ...CREATED,
    location: planned.location,
  }
  await fire(
    { request: { ...plain({ operation: 'create', key }), body: { json: body } }, expect: [expectation] },
    attempt,
    session,
  )
}
