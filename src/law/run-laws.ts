import type { RunEvent } from '../report/run-event.ts'
import { streamEvents } from '../run/event-queue.ts'
import { tellWhile } from '../run/report/progress.ts'
import { ANSWER_LAWS } from './answer-laws.ts'
import { lawEvents } from './law-events.ts'
import type { LawRun } from './law-run.ts'
import { LAWS } from './laws.ts'
import { openSession } from './open-session.ts'
import { type PlannedLaw, planLaws } from './plan-laws.ts'
import type { Claims } from './session/claims.ts'

/** All cases of a document, in order, whatever a run selects. */
export function casesOf(
  run: Pick<LawRun, 'document' | 'model' | 'seed' | 'mayWrite' | 'concurrency' | 'laws' | 'answerLaws' | 'declared'>,
): readonly PlannedLaw[] {
  const { laws = LAWS, answerLaws = ANSWER_LAWS } = run
  return planLaws({ ...run, laws, answerLaws })
}

/**
 * Holds each resource of a model to the laws, and yields the events of the run; the last event is the report. Closes the target at the
 * end. Members that the run creates are removed.
 */
export function runLaws(run: LawRun): AsyncGenerator<RunEvent, void, undefined> {
  return streamEvents(run.signal, async ({ signal, emit }) => {
    const session = openSession({ ...run, signal })
    const { selects = () => true } = run
    const all = casesOf(run)
    const cases = all.filter(({ planned }) => selects(planned.id))
    const telling = {
      every: run.progressEvery,
      weighed: cases.map(({ planned: { id }, open }) => ({
        id,
        property: false,
        requests: open === undefined ? 1 : 0,
      })),
      lanes: 1,
      session: session.connection,
      members: () => membersIn(session.claims),
      emit,
    }
    await tellWhile(telling, async (tell) => {
      for await (const event of lawEvents(run, { session, cases, all })) tell(event)
    })
  })
}

/** The members that may be there: a refused create most likely left none. */
function membersIn({ open }: Claims): number {
  return [...open.values()].filter(({ refused }) => refused === undefined).length
}
