import { membersIn } from '../judge/members.ts'
import type { Observation } from '../judge/observation.ts'
import { markOf, NOTHING } from '../ledger/mark.ts'
import { valueAt } from '../source/pointer.ts'
import type { BuiltRequest } from './build-request.ts'
import type { GroupState } from './group-state.ts'
import type { Session } from './session.ts'

/** Before a request goes out: which members it may create or change, if only because the server takes it for something else. */
export function noteWriting(
  { sent, outgoing, meant }: BuiltRequest,
  state: GroupState | undefined,
  session: Session,
): void {
  const { ledger, contract } = session
  if (ledger === undefined || state === undefined || outgoing.body === undefined || READS.has(outgoing.method)) return
  const { key } = contract.resource
  const body = sent.body ?? meant ?? parsed(outgoing.body)
  const named = valueAt(body, key.pointer)
  for (const one of new Set([sent.key, named])) {
    if (typeof one !== 'string' || !key.values.includes(one) || state.foreign.has(one)) continue
    // What a server makes of a text that is not written as usual is open, so whatever it looks like may be ours.
    if (sent.body === undefined) ledger.writing({ group: state.id, key: one }, NOTHING)
    ledger.writing({ group: state.id, key: one }, markOf(body, one, contract))
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
export function noteAnswer(seen: Observation, state: GroupState | undefined, { ledger, contract }: Session): void {
  const { role, key } = seen.request
  const { status } = seen.response
  if (ledger === undefined || state === undefined || key === undefined || status < 200 || status > 299) return
  if (role === 'delete') ledger.gone({ group: state.id, key })
  if (role !== 'create' && role !== 'update') return
  const own = membersIn(seen).find((member) => member.key === key)
  const id = valueAt(own?.value, contract.resource.identity)
  if (typeof id === 'string' && !state.foreign.has(key)) ledger.identified({ group: state.id, key }, id)
}
