import type { RunEvent } from '../report/run-event.ts'
import { createEventQueue } from '../run/event-queue.ts'
import { type ProgressReporter, startProgress } from '../run/report/progress.ts'
import { ANSWER_LAWS } from './answer-laws.ts'
import { lawEvents, type Planning } from './law-events.ts'
import type { LawRun } from './law-run.ts'
import { LAWS } from './laws.ts'
import { openSession } from './open-session.ts'
import { type PlannedLaw, planLaws } from './plan-laws.ts'
import type { LawSession } from './session/session.ts'

/** The cases of a run, in order. */
export function casesOf(
  run: Pick<
    LawRun,
    'document' | 'model' | 'seed' | 'mayWrite' | 'concurrency' | 'selects' | 'laws' | 'answerLaws' | 'declared'
  >,
): readonly PlannedLaw[] {
  const { laws = LAWS, answerLaws = ANSWER_LAWS, selects = () => true } = run
  return planLaws({ ...run, laws, answerLaws }).filter(({ planned }) => selects(planned.id))
}

/**
 * Holds each resource of a model to the laws, and yields the events of the run; the last event is the report. Closes the target at the
 * end. Members that the run creates are removed.
 */
export async function* runLaws(run: LawRun): AsyncGenerator<RunEvent, void, undefined> {
  const queue = createEventQueue<RunEvent>()
  // A consumer that stops reading interrupts the run.
  const abandoned = new AbortController()
  const signal = run.signal === undefined ? abandoned.signal : AbortSignal.any([run.signal, abandoned.signal])
  const session = openSession({ ...run, signal })
  const { selects = () => true, ...whole } = run
  const all = casesOf(whole)
  const cases = all.filter(({ planned }) => selects(planned.id))
  const work = fire(run, { session, cases, all, emit: queue.push }).then(() => queue.end(), queue.end)
  try {
    yield* queue
  } finally {
    abandoned.abort()
    await work
  }
}

interface Firing extends Planning {
  readonly emit: (event: RunEvent) => void
}

/** Passes on the events of the laws, and tells the progress beside them. */
async function fire(run: LawRun, { session, cases, all, emit }: Firing): Promise<void> {
  const { signal, counters, waits } = session.connection
  const tellCleanUp = (): void => emit({ type: 'cleanup', members: membersIn(session) })
  signal.addEventListener('abort', tellCleanUp, { once: true })
  const progress = startProgress({
    every: run.progressEvery,
    weighed: cases.map(({ planned: { id }, open }) => ({ id, property: false, requests: open === undefined ? 1 : 0 })),
    lanes: 1,
    session: { counters, waits },
    emit,
  })
  try {
    for await (const event of lawEvents(run, { session, cases, all })) pass(event, { progress, emit })
  } finally {
    progress.stop()
    signal.removeEventListener('abort', tellCleanUp)
  }
}

/** The members that may be there: a refused create most likely left none. */
function membersIn({ claims }: LawSession): number {
  return [...claims.values()].filter(({ refused }) => refused === undefined).length
}

function pass(
  event: RunEvent,
  { progress, emit }: { readonly progress: ProgressReporter } & Pick<Firing, 'emit'>,
): void {
  if (event.type === 'report') progress.stop()
  progress.note(event)
  emit(event)
}
