import type { RawResponse } from '../http/raw-response.ts'
import type { SentRequest } from '../judge/observation.ts'
import type { SetUp } from '../plan/planned-case.ts'
import { type RecordedExchange, toRecord } from '../secrets/evidence.ts'
import { sendPatiently } from '../send/send-patiently.ts'
import { buildRequest } from '../send/build-request.ts'
import { uninterrupted } from '../send/uninterrupted.ts'
import { type GroupState, noteWrite } from './group-state.ts'
import { plain } from '../plan/plain-request.ts'
import { noteAbsent, sentAt } from './absence.ts'
import { ask, listedKeys } from './discover.ts'
import type { GroupConnection } from './group-connection.ts'
import { isDeepStrictEqual } from 'node:util'

/** True if the member of a set-up exists, by the run's knowledge: unchanged, or with any values where `relaxed`. */
export function isKept({ key, body }: SetUp, group: GroupState, { relaxed }: { readonly relaxed: boolean }): boolean {
  const member = group.members.get(key)
  if (member === undefined || group.doubtful.has(key)) return false
  return relaxed || (member.complete && isDeepStrictEqual(member.values, body))
}

/** Deletes a member, and returns whether the member is gone. An interruption of the run does not cut short the waits of this request. */
export async function removeKey(key: string, group: GroupState, connection: GroupConnection): Promise<boolean> {
  return (await tryRemoval(key, group, connection)) === undefined
}

/**
 * Deletes a member as `removeKey` does. Returns a removal that failed; undefined where the member is gone, or was never there. A target may
 * answer an update with a success, store nothing, and refuse the delete. It may also answer 404, and keep the member.
 */
export async function tryRemoval(
  key: string,
  group: GroupState,
  connection: GroupConnection,
): Promise<Removal | undefined> {
  return confirmRemoval(await requestRemoval({ key }, group, connection), group, connection)
}

/** Returns a removal that failed; undefined where the member is gone, or was never there. */
export async function confirmRemoval(
  removal: Removal,
  group: GroupState,
  connection: GroupConnection,
): Promise<Removal | undefined> {
  const { key } = removal
  const { status = 0 } = removal.answer ?? {}
  const isRefused = status >= 400 && status < 500
  if (removal.gone || (isRefused && (await isAbsent(key, group, connection)))) return undefined
  return removal
}

/** True if a complete list lacks the key, and a read of the key is refused. The key then counts as removed. */
async function isAbsent(key: string, group: GroupState, connection: GroupConnection): Promise<boolean> {
  const listed = await listedKeys(group, uninterrupted(connection))
  if (listed === undefined || listed.has(key)) return false
  const read = await ask(plain({ operation: 'read', key }), group, uninterrupted(connection))
  if (typeof read === 'string' || read.response.status < 400 || read.response.status >= 500) return false
  connection.ledger?.gone({ group: group.id, key })
  noteWrite(group, connection.contract, { role: 'delete', key, body: undefined, status: 204 })
  return true
}

/** A delete, and whether the member is gone by its answer. */
export interface Removal {
  readonly key: string
  readonly gone: boolean
  readonly exchange: RecordedExchange
  readonly sent: SentRequest
  /** Undefined without an answer. */
  readonly answer: RawResponse | undefined
}

/** A member to delete. */
interface Wanted {
  readonly key: string
  /** True for one of several deletes that go out together. */
  readonly beside?: true
}

/** Deletes a member as `removeKey` does, and returns the exchange in any case. */
export async function requestRemoval(
  { key, beside }: Wanted,
  group: GroupState,
  connection: GroupConnection,
): Promise<Removal> {
  const built = buildRequest(plain({ operation: 'delete', key }), {
    contract: connection.contract,
    group: group.id,
    otherGroup: undefined,
    saved: new Map(),
  })
  const outgoing = beside === undefined ? built.outgoing : { ...built.outgoing, beside }
  const started = connection.clock.now()
  const isKnown = group.members.has(key) && !group.doubtful.has(key)
  const reply = await sendPatiently(outgoing, 'owner', uninterrupted(connection))
  const status = reply.answered ? reply.response.status : undefined
  if (reply.answered) connection.times.note('delete', reply)
  // A 404 also means that the member is gone, but of one that is known to be there it may be false.
  const gone = status !== undefined && ((status >= 200 && status < 300) || (status === 404 && !isKnown))
  if (gone) connection.ledger?.gone({ group: group.id, key })
  if (gone && reply.answered) noteAbsent(group, key, sentAt(reply, connection))
  noteWrite(group, connection.contract, { role: 'delete', key, body: undefined, status: gone ? 204 : undefined })
  const sent = { request: outgoing, as: 'owner', credentials: connection.principals.shown('owner') }
  const durationMs = connection.clock.now() - started
  return {
    key,
    gone,
    sent: built.sent,
    answer: reply.answered ? reply.response : undefined,
    exchange: reply.answered
      ? { ...sent, response: toRecord(reply.response, connection.secrets), durationMs }
      : { ...sent, failure: reply.reason, durationMs },
  }
}
