import type { Resource } from '../resource/model.ts'
import { INTERRUPTED } from '../report/verdict.ts'
import { claimsOfOthers, keptBetweenLaws } from './clean-up/kept-between-laws.ts'
import { sweepClaims } from './clean-up/sweep-claims.ts'
import { keysAreUnique } from './laws/keys/keys-are-unique.ts'
import { refusedCreateLeavesNothing } from './laws/refusals/refused-create-leaves-nothing.ts'
import { trialChangesNothing } from './laws/refusals/trial-changes-nothing.ts'
import type { PlannedLaw } from './plan-laws.ts'
import { type CaseRecord, createRecord, noteProblem } from './session/case-record.ts'
import { withKnownKey } from './session/known-key.ts'
import { NoAnswer, NotVerified } from './session/not-verified.ts'
import { placeOfResource } from './session/place-of-resource.ts'
import type { LawSession } from './session/session.ts'
import { createWorld } from './world/create-world.ts'
import { kindsOf } from './world/kinds.ts'

/** The record of a law that was checked, or the reason why it was not. Times in milliseconds after the start of the run. */
export interface Tried extends CaseRecord {
  readonly skipped?: string
  readonly inconclusive?: string
  readonly startMs: number
  readonly durationMs: number
}

/** Checks a law, then removes what it created, but for members that laws share. `started`: the start of the run by `performance.now()`. */
export async function tryLaw(planned: PlannedLaw, session: LawSession, started: number): Promise<Tried> {
  const { law, resource, level, open } = planned
  const record = createRecord()
  const begun = performance.now()
  const startMs = begun - started
  const done = (more: Pick<Tried, 'skipped' | 'inconclusive'> = {}): Tried => ({
    ...record,
    ...more,
    startMs,
    durationMs: performance.now() - begun,
  })
  if (open !== undefined || !('check' in law)) return done(open === undefined ? {} : { skipped: open })
  const before = claimsOfOthers(session)
  try {
    await law.check(createWorld({ law, resource: withKnownKey(resource, session.learned), level }, record, session))
    if (session.connection.signal.aborted) return done({ inconclusive: INTERRUPTED })
    const { isJudged, failedAt } = record
    const isIdle = isJudged !== true && law.declared === undefined && law.onlyLooks !== true
    return done(isIdle ? { skipped: failedAt ?? 'no answer told whether the law is kept' } : {})
  } catch (error) {
    if (error instanceof NotVerified) return done({ skipped: error.message })
    if (error instanceof NoAnswer) return done({ inconclusive: error.message })
    throw error
  } finally {
    // With few keys, members that laws share would leave none for the next law.
    if (kindsOf({ resource, document: session.document }).length > 1) session.pool.several.clear()
    const shared = keptBetweenLaws(session.pool)
    await sweepClaims(
      [...session.claims.open.values()].filter(({ n }) => !before.has(n) && !shared.has(n)),
      session,
    )
    noteStored(resource, record, session)
    noteChanged(resource, record, session)
  }
}

/** The findings of a law of answers; skipped where no answer was judged by it. */
export function recordOfAnswers(
  { planned, law, open }: PlannedLaw,
  session: LawSession,
): CaseRecord & Pick<Tried, 'skipped'> {
  if (open !== undefined) return { ...createRecord(), skipped: open }
  const record = session.judgements.findings.get(planned.id)
  if (record !== undefined) return record
  return [...session.judgements.requirements.values()].some((ids) => ids.has(law.id))
    ? createRecord()
    : { ...createRecord(), skipped: 'no answer met the condition of this law' }
}

/**
 * A create that has changed a member from before the run is a finding of the law that made the create. Only a 201 says that there is a new member:
 * elsewhere it is a should.
 */
function noteChanged(resource: Resource, record: CaseRecord, { claims: { others }, document }: LawSession): void {
  for (const { resource: subject, at, answered } of others.changed.splice(0)) {
    const { id: law, level } = keysAreUnique
    const told = answered === undefined ? '' : ` (${answered.asked} was answered ${answered.status})`
    const problem = {
      signature: 'changed',
      message: `expected a new member from a create, got ${at}, which was there before the run, and which the create may have changed${told}`,
      at: 'body#',
      expected: 'the key of a new member',
      actual: 'the key of a member from before',
      ...(answered?.status === 201 ? {} : { level: 'should' as const }),
    }
    const context = { law, level, ownLevel: level, subject, location: placeOfResource(resource, document) }
    noteProblem(record, problem, answered === undefined ? context : { ...context, exchange: answered.exchange })
  }
}

/** Answers of a server or a proxy that was not ready, which say nothing about the create. */
const NOT_READY = new Set([408, 425, 429])

/** A member that a refused create has stored, or one that was only tried, is a finding of the law that made the create. */
function noteStored(resource: Resource, record: CaseRecord, { claims: { stored }, document }: LawSession): void {
  for (const { status, asked, exchange, at, resource: subject } of stored.splice(0)) {
    if (NOT_READY.has(status)) continue
    const isTrial = status >= 200 && status < 300
    const { id: law, level } = isTrial ? trialChangesNothing : refusedCreateLeavesNothing
    const what = isTrial ? 'a create that is only tried' : 'a refused create'
    const problem = {
      signature: 'kept',
      message: `expected no member from ${what}, got one at ${at} (${asked} was answered ${status})`,
      at: 'body#',
      expected: 'no such member',
      actual: 'a member',
    }
    const location = placeOfResource(resource, document)
    noteProblem(record, problem, { law, level, ownLevel: level, subject, location, exchange })
  }
}
