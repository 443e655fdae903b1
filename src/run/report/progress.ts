import { roughRequests } from '../../plan/order/rough-requests.ts'
import type { RunEvent } from '../../report/run-event.ts'
import { missingNeed } from '../session/missing-need.ts'
import type { RunPlan } from '../session/run-plan.ts'
import type { Lane, Session } from '../session/session.ts'
import { createTimeLeft, type Weighed } from './time-left.ts'

/** The span over which the rate of requests is measured, in milliseconds. */
const SPAN = 5_000

/** The numbers that are shown of a run while it goes on. */
export interface Telling {
  /** The time between two events, in milliseconds; undefined for no events. */
  readonly every: number | undefined
  /** The cases of the run. */
  readonly weighed: readonly Weighed[]
  readonly lanes: number
  readonly session: Pick<Session, 'counters' | 'waits' | 'signal'>
  /** The count of members that a clean-up has to remove. */
  readonly members: () => number
  readonly emit: (event: RunEvent) => void
}

/** Fires a run, with events that tell its progress, and one that tells its interruption. */
export async function tellWhile<R>(telling: Telling, fire: (emit: Telling['emit']) => Promise<R>): Promise<R> {
  const { emit, members } = telling
  const { signal } = telling.session
  const progress = startProgress(telling)
  const tellCleanUp = (): void => emit({ type: 'cleanup', members: members() })
  signal.addEventListener('abort', tellCleanUp, { once: true })
  try {
    return await fire((event) => {
      progress.note(event)
      emit(event)
    })
  } finally {
    progress.stop()
    signal.removeEventListener('abort', tellCleanUp)
  }
}

/** The cases of a plan with the estimated count of their requests. A case that lacks a need sends none. */
export function weighCases(plan: RunPlan, lanes: readonly Lane[], runs: number | undefined): readonly Weighed[] {
  if (plan.progressEvery === undefined) return []
  const [first] = lanes
  const requests = roughRequests(plan.cases, { contract: plan.contract, runs })
  return plan.cases.map(({ id, needs, property }, index) => ({
    id,
    property: property !== undefined,
    requests: first !== undefined && missingNeed(needs, plan, first) !== undefined ? 0 : (requests[index] ?? 0),
  }))
}

/** Tells the progress of a run at an interval. */
interface ProgressReporter {
  /** Notes each event of the run. The report is the last one. */
  readonly note: (event: RunEvent) => void
  readonly stop: () => void
}

/** Starts to tell the progress, if there is an interval. */
function startProgress({ every, weighed, lanes, session, emit }: Telling): ProgressReporter {
  if (every === undefined) return { note: () => undefined, stop: () => undefined }
  const timeLeft = createTimeLeft(weighed, lanes)
  const started = performance.now()
  const earlier = [{ at: started, sent: 0 }]
  let lastResult = started
  const tell = (): void => {
    const [now, { sent }] = [performance.now(), session.counters]
    while (earlier.length > 1 && now - (earlier[0]?.at ?? now) > SPAN) earlier.shift()
    const { at, sent: before } = earlier[0] ?? { at: started, sent: 0 }
    earlier.push({ at: now, sent })
    const [left, waiting] = [timeLeft.left(), session.waits.longest()]
    emit({
      type: 'progress',
      sent,
      perSecond: ((sent - before) * 1000) / Math.max(1, now - at),
      elapsedMs: Math.round(now - started),
      ...(left === undefined ? {} : { leftMs: Math.max(0, Math.round(left - (now - lastResult))) }),
      ...(waiting === undefined ? {} : { waiting }),
    })
  }
  const timer = setInterval(tell, every)
  const stop = (): void => clearInterval(timer)
  return {
    note(event) {
      if (event.type === 'report') stop()
      if (event.type !== 'result') return
      timeLeft.finished(event.result)
      lastResult = performance.now()
    },
    stop,
  }
}
