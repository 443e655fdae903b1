import type { Contract } from '../contract/contract.ts'
import { membersIn } from '../judge/reading/members.ts'
import type { Observation } from '../judge/observation.ts'
import { fingerprintOf, NOTHING } from './fingerprint.ts'
import { valueAt } from '../json/pointer.ts'
import type { BuiltRequest } from '../send/build-request.ts'
import type { GroupState } from './group-state.ts'
import type { GroupConnection } from './group-connection.ts'

/**
 * The keys that a request may write: the key of its path, and the key in its body, which a server may use instead. Foreign keys are
 * never included.
 */
export function keysToWrite(
  { sent, outgoing, meant }: BuiltRequest,
  state: GroupState,
  { resource }: Contract,
): readonly string[] {
  if (READS.has(outgoing.method)) return []
  const named =
    outgoing.body === undefined ? undefined : valueAt(sent.body ?? meant ?? parsed(outgoing.body), resource.key.pointer)
  return [...new Set([sent.key, named])].filter(
    (key) => typeof key === 'string' && resource.key.values.includes(key) && !state.foreign.has(key),
  ) as readonly string[]
}

/** Records a request in the ledger before it is sent, with the keys that it may write. */
export function noteWriting(
  { sent, outgoing, meant }: BuiltRequest,
  keys: readonly string[],
  { state, session: { ledger, contract } }: { readonly state: GroupState; readonly session: GroupConnection },
): void {
  if (ledger === undefined || outgoing.body === undefined) return
  const body = sent.body ?? meant ?? parsed(outgoing.body)
  for (const key of keys) {
    // A server may store anything for a body that is not plain JSON, so any member may belong to the run.
    if (sent.body === undefined) ledger.writing({ group: state.id, key }, NOTHING)
    ledger.writing({ group: state.id, key }, fingerprintOf(body, key, contract))
  }
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Records the id of a written member, or its removal, from an answer. */
export function noteAnswer(
  seen: Observation,
  state: GroupState | undefined,
  { ledger, contract }: GroupConnection,
): void {
  const { role, key } = seen.request
  const { status } = seen.response
  if (state === undefined || key === undefined || status < 200 || status > 299) return
  if (role === 'delete') ledger?.gone({ group: state.id, key })
  if (role !== 'create' && role !== 'update') return
  const own = membersIn(seen).find((member) => member.key === key)
  const id = valueAt(own?.value, contract.resource.identity)
  if (typeof id !== 'string' || state.foreign.has(key)) return
  state.ids.add(id)
  ledger?.identified({ group: state.id, key }, id)
}
