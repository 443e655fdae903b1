import { BETWEEN_LOOKS, LOOKS } from '../session/later.ts'
import type { ApiOperation } from '../../document/api-document.ts'
import { type Answer, isAbsent } from '../session/exchange.ts'
import type { LawSession } from '../session/session.ts'
import { monitorOf, type Monitor, stateOf } from './operation-told.ts'

/** The time before the first look at an operation, in milliseconds. */
const BEFORE = 150

/** Reads an operation. */
type Reading = (monitor: Monitor) => Promise<Answer>

/** After a 202, waits until the operation that it tells of has ended. The answer then says whether the write is carried out. */
export async function waitForOperation(
  answer: Answer,
  { operation, read }: { readonly operation: ApiOperation; readonly read: Reading },
  session: LawSession,
): Promise<Answer> {
  const monitor = monitorOf(answer, operation, session)
  if (monitor === undefined) return answer
  const { connection, learned } = session
  let state = stateOf(answer.json)
  // Operations of a kind that have never ended are looked at once.
  const looks = learned.endless.has(operation.id) ? 1 : LOOKS
  for (let look = 0; look < looks && state === undefined; look += 1) {
    await connection.clock.sleep(look === 0 ? BEFORE : BETWEEN_LOOKS, connection.signal)
    const shown = await read(monitor)
    // An operation that is over may be gone.
    if (isAbsent(shown)) return answer
    state = stateOf(shown.json)
  }
  if (state === undefined) learned.endless.add(operation.id)
  return state === 'done' ? { ...answer, isDone: true } : answer
}
