import { compileBaseline, type KnownBy } from '../../report/baseline.ts'
import { createEvidenceBudget, type EvidenceBudget } from '../../report/evidence-budget.ts'
import type { KeptMember } from '../../group/kept-member.ts'
import type { Result } from '../../report/report.ts'
import type { RunEvent } from '../../report/run-event.ts'
import type { TriedValues } from '../session/cut.ts'
import type { PropertyRuns } from './do-work.ts'
import type { Judged } from '../session/judged.ts'
import { createPending, type Pending } from '../session/pending.ts'
import { RETRIES, type Retries } from './retry.ts'
import type { RunPlan } from '../session/run-plan.ts'
import type { Lane, Session } from '../session/session.ts'
import { createSharedLock } from '../session/shared-lock.ts'
import { createUnreadableAnswers, type UnreadableAnswers } from '../case/unreadable-answers.ts'
import { createWorkTimes, type WorkTimes } from '../session/work-times.ts'

/** A plan, the lanes that run it, and the receiver of its events. */
export interface Supervision {
  readonly plan: RunPlan
  readonly session: Session
  readonly lanes: readonly Lane[]
  /** The start of the run, as a time of `performance.now()`. */
  readonly started: number
  readonly emit: (event: RunEvent) => void
}

/** The state of a supervised run. */
export interface RunState extends Retries {
  readonly pending: Pending
  readonly results: Map<string, Result>
  /** Properties under way, by id. */
  readonly properties: PropertyRuns
  /** The lane of each property, by the id of its row: set before anything is awaited, or two lanes would begin one property. */
  readonly owners: Map<string, Lane>
  readonly judged: Judged
  readonly violated: Judged
  readonly times: WorkTimes
  readonly unreadable: UnreadableAnswers
  readonly evidence: EvidenceBudget
  readonly knownBy: KnownBy
  /** Failed cases so far. */
  failed: number
  /** True once the budget had no room for a case. */
  cut: boolean
  /** The ids of the cases that the rest of the budget had no room for. */
  readonly tooDear: Set<string>
  /** The rows that were fired, with the indexes of their tried values. */
  readonly tried: Map<string, TriedValues>
  /** The id of the last case that wrote a member, by group and key. */
  readonly writers: Map<string, string>
  reason: string | undefined
}

/** A supervision under way. */
export interface SupervisedRun extends Supervision {
  readonly state: RunState
}

/** The state before the first case. `reason` tells why the run cannot start. */
export function createRunState(
  { plan: { cases, order, baseline, target }, started }: Supervision,
  reason: string | undefined,
): RunState {
  return {
    pending: createPending(cases, order),
    results: new Map(),
    properties: new Map(),
    owners: new Map(),
    judged: new Map(),
    violated: new Map(),
    times: createWorkTimes(started),
    unreadable: createUnreadableAnswers(target.basePath),
    evidence: createEvidenceBudget(),
    knownBy: compileBaseline(baseline),
    lock: createSharedLock(),
    retries: RETRIES,
    failed: 0,
    cut: false,
    tooDear: new Set(),
    tried: new Map(),
    writers: new Map(),
    reason,
  }
}

/** The key of a member among the writers of a run. */
export function placeOf({ group, key }: Pick<KeptMember, 'group' | 'key'>): string {
  return `${group} ${key}`
}
