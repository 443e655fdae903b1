import type { Contract } from '../contract/contract.ts'
import { membersIn } from '../judge/reading/members.ts'
import type { Observation } from '../judge/observation.ts'
import { fingerprintOf, NOTHING } from './fingerprint.ts'
import { valueAt } from '../json/pointer.ts'
import type { BuiltRequest } from '../send/build-request.ts'
import type { GroupState } from './group-state.ts'
import type { GroupConnection } from './group-connection.ts'

/**
 * The members that a request may create or change, if only because the server takes it for something else: the key of its path, and the
 * one that its body names. What was there before the run is never among them.
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

/** Before a request goes out that may write these. */
export function noteWriting(
  { sent, outgoing, meant }: BuiltRequest,
  keys: readonly string[],
  { state, session: { ledger, contract } }: { readonly state: GroupState; readonly session: GroupConnection },
): void {
  if (ledger === undefined || outgoing.body === undefined) return
  const body = sent.body ?? meant ?? parsed(outgoing.body)
  for (const key of keys) {
    // What a server makes of a text that is not written as usual is open, so whatever it looks like may be ours.
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

/** After an answer: the id of what was written, or that it is gone. */
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
