import type { PlannedCase, SetUp } from '../plan/planned-case.ts'
import { type Attempt, isOver } from './attempt.ts'
import { plain } from '../plan/plain-request.ts'
import { fire } from './fire.ts'
import { isIntact } from '../group/remove-key.ts'
import type { Session } from './session.ts'

interface Trying {
  readonly attempt: Attempt
  readonly session: Session
}

/**
 * Brings the group to where the case starts. Where the target refuses that, the requirement that the set-up relies on is
 * violated: said once, by the first case that needed it; all others are inconclusive and name that case.
 */
export async function setUp(
  planned: PlannedCase,
  setUps: readonly SetUp[],
  { attempt, session }: Trying,
): Promise<void> {
  const { group } = attempt.lane
  const uncertain = planned.given.absent.find((key) => group.doubtful.has(key))
  if (uncertain !== undefined) {
    attempt.inconclusive = `${uncertain} could not be removed after an earlier case`
    return
  }
  for (const one of setUps) {
    const { key, body, beside } = one
    if (isIntact(one, group) || (beside === true && hasOthers(planned, attempt))) continue
    const what = `${group.id} ${key} ${Object.keys(body).join()}`
    const first = session.refusedSetups.get(what)
    // The case that was refused may try again: it is what tells whether the refusal was a whim.
    if (first !== undefined && first !== planned.id) {
      attempt.inconclusive = `the set-up, a create of ${key}, was refused; see ${first}`
      return
    }
    const findings = attempt.findings.length
    await create(key, body, { planned, attempt, session })
    const refused = attempt.findings
      .slice(findings)
      .some(({ requirement, kind }) => requirement === session.contract.resource.setup && kind === CREATED.kind)
    if (refused) session.refusedSetups.set(what, planned.id)
    else session.refusedSetups.delete(what)
    if (refused) attempt.inconclusive ??= `the set-up, a create of ${key}, was refused`
    if (isOver(attempt)) return
  }
}

/** Whether anything is there beside what the case claims. */
function hasOthers({ given }: PlannedCase, { lane: { group } }: Attempt): boolean {
  const own = new Set([...given.absent, ...given.configured])
  return group.foreign.size > 0 || [...group.members.keys()].some((key) => !own.has(key))
}

/** What a set-up expects of its create. */
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
