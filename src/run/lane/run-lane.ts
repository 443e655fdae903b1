import { BATCH } from '../../plan/order/batch-form.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import { usesOtherGroup } from '../../plan/order/writes.ts'
import { type Attempt, createAttempt } from '../session/attempt.ts'
import { conclude } from './conclude-case.ts'
import { affordableCount, fits, withReserved } from '../session/cut.ts'
import { doWork, type EndedCase } from './do-work.ts'
import { missingNeed } from '../session/missing-need.ts'
import type { Work } from '../session/pending.ts'
import type { Lane, Session } from '../session/session.ts'
import type { SupervisedRun } from './supervision.ts'
import { takeShared } from './take-shared.ts'

/**
 * The cases that the rest of a budget has no room for before the run ends. A dear case, such as a history, would otherwise end a short run
 * in whose budget cheaper ones fit.
 */
const MOST_TOO_DEAR = 64

/** Work that shares a set-up. There is at least one. */
type Works = readonly [Work, ...Work[]]

/** A lane, and the cases that it may run. */
interface Place {
  readonly lane: Lane
  /** True for a case that has no result, and that no other lane has begun or must run. */
  readonly mayRun: (planned: PlannedCase) => boolean
}

/** Runs cases until none is left or the run ends. Only the first lane runs cases that use the other group, which all lanes share. */
export async function runLane(lane: Lane, running: SupervisedRun): Promise<void> {
  const { state, session, lanes } = running
  const isFirst = lane === lanes[0]
  const mayRun = (planned: PlannedCase): boolean => {
    const owner = state.owners.get(planned.id)
    if (state.results.has(planned.id) || state.tooDear.has(planned.id)) return false
    return owner === undefined ? isFirst || !usesOtherGroup(planned) : owner === lane
  }
  while (state.reason === undefined && !session.signal.aborted) {
    const work = state.pending.take(mayRun)
    if (work === undefined) return
    if (work.planned.property !== undefined) state.owners.set(work.planned.id, lane)
    await waitForRoom(work.planned, session)
    if (!fits(work.planned, session)) {
      state.cut = true
      state.tooDear.add(work.planned.id)
      if (session.budget.isUsed() || state.tooDear.size >= MOST_TOO_DEAR) return
      continue
    }
    // Nothing is awaited before the requests are set aside, or another lane would take the same room.
    await finishWorks([work, ...takeOthers(work, { lane, mayRun }, running)], lane, running)
  }
}

/** Waits until the budget has room for a case, as long as another lane has set requests aside that it may not need. */
async function waitForRoom(planned: PlannedCase, session: Session): Promise<void> {
  for (let released; !fits(planned, session) && (released = session.budget.released());) await released
}

/** Takes the work that shares the set-up of a first one. */
function takeOthers(work: Work, { lane, mayRun }: Place, { state, session, plan }: SupervisedRun): readonly Work[] {
  const isMissing = ({ needs }: PlannedCase): boolean => missingNeed(needs, plan, lane) !== undefined
  const further = isMissing(work.planned) ? 0 : affordableCount(work.planned, session, BATCH) - 1
  return takeShared(work, further, {
    pending: state.pending,
    contract: session.contract,
    // Without a passed case, nothing may be readable: the cases of a batch would all be sent again alone.
    joins: (planned) => session.outcome.hasPassed || planned.template === work.planned.template,
    isLeft: (planned) => !mayRun(planned) || isMissing(planned),
  })
}

/** Does the work, and concludes the cases that end with it. */
async function finishWorks(works: Works, lane: Lane, running: SupervisedRun): Promise<void> {
  const { state, session, emit } = running
  const [{ planned: first }] = works
  for (const { id, title } of new Set(works.map(({ planned }) => planned))) emit({ type: 'case', id, title })
  const started = performance.now()
  const ended = await doUnlessMissing(works, lane, running)
  const worked = ended.length === 0 ? [first.id] : ended.map(({ planned }) => planned.id)
  state.times.note(worked, started)
  for (const one of ended) await conclude(one, lane, running)
  for (const { planned } of ended) state.tried.set(planned.id, 'all')
  const isOpen = !state.pending.isEmpty() || state.properties.size > 0
  if (isOpen && session.budget.isUsed()) state.cut = true
}

function doUnlessMissing(
  works: Works,
  lane: Lane,
  { state, session, plan }: SupervisedRun,
): Promise<readonly EndedCase[]> {
  const [{ planned }] = works
  const missing = missingNeed(planned.needs, plan, lane)
  if (missing !== undefined) return Promise.resolve([{ planned, attempt: skipped(lane, missing) }])
  const { lock, properties } = state
  return withReserved(reservedFor(works), session, () =>
    lock.shared(() => doWork(works, { lane, session, properties })),
  )
}

function skipped(lane: Lane, reason: string): Attempt {
  return { ...createAttempt(lane, []), skipped: reason }
}

/** The requests of declared cases are set aside together; a property sets aside those of each batch. */
function reservedFor([{ planned }, ...others]: Works): { readonly planned: PlannedCase; readonly count: number } {
  return { planned, count: planned.property === undefined ? 1 + others.length : 0 }
}
