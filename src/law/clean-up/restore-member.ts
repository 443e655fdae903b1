import { unwrapped } from '../send/address-of.ts'
import { isAbsent, isSuccess } from '../session/exchange.ts'
import type { CreateNote, RestoreNote } from '../session/member-ledger.ts'
import { NO_TRACES, type Traces } from '../session/traces.ts'
import { askWithVersion } from './ask-with-version.ts'
import type { Asking } from './clean-up-request.ts'
import type { Removal } from './removal.ts'
import { type Restoring, restoringOf } from './restoring-of.ts'
import { wrapOf } from './why-not-ours.ts'

/** A singleton that the run has written. */
export interface WrittenSingleton {
  readonly note: CreateNote
  readonly restore: RestoreNote
  readonly traces?: Traces | undefined
}

/** Puts a singleton back into its first state. `isLooked`: a read first shows whether another client has changed it since. */
export async function restoreMember(
  { note, restore, traces }: WrittenSingleton,
  { ask, dry, isLooked }: { readonly ask: Asking; readonly dry: boolean; readonly isLooked: boolean },
): Promise<Removal> {
  const { item, resource, version } = note
  const at = `${resource} at ${item}`
  const { method, media, value, readAt = item } = restore
  const restoring = isLooked ? await lookAt({ note, restore, traces }, readAt, ask) : { body: value }
  if (restoring === 'gone') return { outcome: 'absent', at }
  if (restoring === 'unchanged') return { outcome: 'unchanged', at }
  if ('reason' in restoring) return { outcome: 'left', at, reason: `${restoring.reason}; ${byHand(method, item)}` }
  if (dry) return { outcome: 'restored', at }
  const request = { method, path: item, body: { media, value: restoring.body } }
  const answer = await askWithVersion(request, ask, { at: readAt, version })
  if (answer !== undefined && isSuccess(answer)) return { outcome: 'restored', at }
  // A parent that is gone took the singleton with it.
  if (answer !== undefined && isAbsent(answer)) return { outcome: 'absent', at }
  const how = answer === undefined ? 'not answered' : `answered ${answer.status}`
  return { outcome: 'left', at, reason: `its first state could not be restored: the ${method} was ${how}` }
}

async function lookAt(
  { note, restore, traces }: WrittenSingleton,
  path: string,
  ask: Asking,
): Promise<Restoring | 'gone'> {
  const answer = await ask({ method: 'GET', path })
  if (answer !== undefined && isAbsent(answer)) return 'gone'
  if (answer === undefined || !isSuccess(answer))
    return { reason: `its read was ${answer === undefined ? 'not answered' : `answered ${answer.status}`}` }
  return restoringOf(unwrapped(answer.json, wrapOf(note)), restore, traces ?? NO_TRACES)
}

function byHand(method: string, item: string): string {
  return `to put it back, send ${method} ${item} with its first state, which the ledger has under "restore"`
}
