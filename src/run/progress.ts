import { roughRequests } from '../plan/rough-requests.ts'
import type { RunEvent } from '../report/report.ts'
import { missingNeed } from './missing-need.ts'
import type { RunPlan } from './run-plan.ts'
import type { Lane, Session } from './session.ts'
import { createTimeLeft } from './time-left.ts'

/** The span over which the rate of requests is measured, in milliseconds. */
const SPAN = 5_000

interface Telling {
  readonly session: Session
  readonly lanes: readonly Lane[]
  readonly emit: (event: RunEvent) => void
}

/** Tells the progress of a run at an interval. */
export interface Progress {
  /** Notes each event of the run. */
  readonly note: (event: RunEvent) => void
  readonly stop: () => void
}

/** Starts to tell the progress, if the plan has an interval. */
export function startProgress(plan: RunPlan, { session, lanes, emit }: Telling): Progress {
  if (plan.progressEvery === undefined) return { note: () => undefined, stop: () => undefined }
  const [first] = lanes
  const requests = roughRequests(plan.cases, { contract: plan.contract, runs: session.runs })
  const weighed = plan.cases.map(({ id, needs, property }, index) => ({
    id,
    property: property !== undefined,
    requests: first !== undefined && missingNeed(needs, plan, first) !== undefined ? 0 : (requests[index] ?? 0),
  }))
  const timeLeft = createTimeLeft(weighed, lanes.length)
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
  const timer = setInterval(tell, plan.progressEvery)
  return {
    note(event) {
      if (event.type !== 'result') return
      timeLeft.finished(event.result)
      lastResult = performance.now()
    },
    stop: () => clearInterval(timer),
  }
}
