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
  const starting: Starting = { planned, attempt, session }
  if (!(await removeLeftovers(starting))) return
  for (const wanted of setUps) {
    const isSpared = wanted.beside === true && hasOthers(planned, attempt)
    if (isSpared || isKept(wanted, attempt.lane.group, { relaxed })) continue
    if (!(await createMember(wanted, starting))) return
  }
}

interface Starting {
  readonly planned: PlannedCase
  readonly attempt: Attempt
  readonly session: Session
}

/** Removes what earlier cases left under the keys that have to be absent. Returns false where a member stays; the attempt has the reason. */
async function removeLeftovers({ planned, attempt, session }: Starting): Promise<boolean> {
  const { group } = attempt.lane
  const { absent, free = [] } = planned.given
  const leftovers = [...absent, ...free].filter((key) => group.doubtful.has(key) && !group.foreign.has(key))
  for (const leftover of leftovers) {
    // A target may have refused the delete after the earlier case only once.
    if ((await tryRemoval(leftover, group, session)) === undefined) continue
    attempt.inconclusive = `expected ${leftover} to be absent; ${leftover} could not be removed after an earlier case`
    return false
  }
  return true
}

/** Creates the member of a set-up. Returns false where the case cannot start; the attempt has the reason. */
async function createMember({ key, body }: SetUp, starting: Starting): Promise<boolean> {
  const { planned, attempt, session } = starting
  const { group } = attempt.lane
  const id = `${group.id} ${key} ${Object.keys(body).join()}`
  const first = session.refusedSetups.get(id)
  // The retry of the refused case sends the create again: a second answer shows whether the refusal is flaky.
  if (first !== undefined && first !== planned.id) {
    attempt.inconclusive = `the set-up, a create of ${key}, was refused; see ${first}`
    return false
  }
  // The batch before has left the member with other values.
  if (group.members.has(key) && !(await removeKey(key, group, session))) {
    attempt.inconclusive = `${key} could not be removed before the case`
    return false
  }
  const findings = attempt.findings.length
  await fireCreate(key, body, starting)
  const refused = attempt.findings
    .slice(findings)
    .some(({ requirement, kind }) => requirement === session.contract.resource.setup && kind === CREATED.kind)
  if (refused) session.refusedSetups.set(id, planned.id)
  else session.refusedSetups.delete(id)
  if (refused) attempt.inconclusive ??= `the set-up, a create of ${key}, was refused`
  return !isOver(attempt)
}

/** True if the group holds a member that the case does not claim. */
function hasOthers({ given }: PlannedCase, { lane: { group } }: Attempt): boolean {
  const own = new Set([...given.absent, ...given.configured])
  return group.foreign.size > 0 || [...group.members.keys()].some((key) => !own.has(key))
}

/** The expectation of each create of a set-up. */
const CREATED = { kind: 'status', value: '2xx' } as const

async function fireCreate(key: string, body: unknown, { planned, attempt, session }: Starting): Promise<void> {
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
