import { isReadingMethod } from '../contract/reading-method.ts'
import { isDeepStrictEqual } from 'node:util'
import { hasFreeKeys, isKey } from '../contract/keys.ts'
import { isObject, parsePointer, valueAt } from '../json/pointer.ts'
import type { Contract } from '../contract/contract.ts'
import { isSingle, membersIn } from '../judge/reading/members.ts'
import type { Observation } from '../judge/observation.ts'
import { fingerprintOf, NOTHING } from './fingerprint.ts'
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
  contract: Contract,
): readonly string[] {
  if (isReadingMethod(outgoing.method)) return []
  const named =
    outgoing.body === undefined
      ? undefined
      : valueAt(sent.body ?? meant ?? parsed(outgoing.body), contract.resource.key.pointer)
  return [...new Set([sent.key, named])].filter(
    (key) => typeof key === 'string' && isKey(contract, key) && !state.foreign.has(key),
  ) as readonly string[]
}

/**
 * All keys that the body of a request may name, also where it is no plain JSON. They are what it means, what a parser reads in it, and each
 * text behind the name of the key. A parser may take any of them.
 */
export function keysInBody({ sent, outgoing, meant }: BuiltRequest, { resource }: Contract): readonly string[] {
  if (outgoing.body === undefined) return []
  const { pointer } = resource.key
  const values = [sent.body, meant, ...(sent.body === undefined ? [parsed(outgoing.body)] : [])]
  const keys = values.map((value) => valueAt(value, pointer)).filter((key) => typeof key === 'string')
  return sent.body === undefined ? [...keys, ...textsBehind(pointer, outgoing.body)] : keys
}

/** The texts behind the last name of a pointer, wherever it stands. */
function textsBehind(pointer: string, body: Uint8Array): readonly string[] {
  const name = parsePointer(pointer).at(-1)
  if (name === undefined) return []
  const texts = new TextDecoder().decode(body).matchAll(/"((?:[^"\\]|\\.)*)"\s*:\s*"((?:[^"\\]|\\.)*)"/g)
  return [...texts].flatMap(([, property, text = '']) => (property === name ? [text] : []))
}

/** The most bodies of one key that are known: more than batches of several groups send at the same moment. */
const MOST_SENT = 64

/** Records a request before it is sent, with the keys that it may write. It is recorded in the state of the group and in the ledger. */
export function noteWriting(
  { sent, outgoing, meant }: BuiltRequest,
  keys: readonly string[],
  { state, connection: { ledger, contract } }: { readonly state: GroupState; readonly connection: GroupConnection },
): void {
  if (outgoing.body === undefined) return
  const body = sent.body ?? meant ?? parsed(outgoing.body)
  for (const key of keys) state.sent.set(key, [...(state.sent.get(key) ?? []), body].slice(-MOST_SENT))
  if (hasFreeKeys(contract)) noteWritten(state, body, contract)
  if (ledger === undefined) return
  for (const key of keys) {
    // A server may store anything for a body that is not plain JSON, so any member may belong to the run.
    if (sent.body === undefined) ledger.writing({ group: state.id, key }, NOTHING)
    ledger.writing({ group: state.id, key }, fingerprintOf(body, key, contract))
  }
}

/** The most fingerprints of one group. */
const MOST_WRITTEN = 2000

function noteWritten({ written }: GroupState, body: unknown, contract: Contract): void {
  const fingerprint = fingerprintOf(body, '', contract)
  if (written.length < MOST_WRITTEN && !written.some((known) => isDeepStrictEqual(known, fingerprint)))
    written.push(fingerprint)
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

/**
 * Records the id of a written member, or its removal, from an answer. Returns the key of a created member that the request did not
 * name: its key is in the answer only.
 */
export function noteAnswer(
  seen: Observation,
  state: GroupState | undefined,
  { ledger, contract }: GroupConnection,
): string | undefined {
  const { role } = seen.request
  const { status } = seen.response
  if (state === undefined || status < 200 || status > 299) return undefined
  const created = role === 'create' ? createdElsewhere(seen, state, contract) : undefined
  if (created !== undefined) noteCreated(created, seen, { state, ledger, contract })
  const key = created ?? seen.request.key
  if (key !== undefined) noteIdentity(key, seen, { state, ledger, contract })
  return created
}

interface Noting {
  readonly state: GroupState
  readonly ledger: GroupConnection['ledger']
  readonly contract: Contract
}

/** The key of the one member in the answer to a create, where the request went to another key or to none. */
function createdElsewhere(seen: Observation, { foreign }: GroupState, contract: Contract): string | undefined {
  if (!isSingle('create', contract)) return undefined
  const key = membersIn(seen)[0]?.key
  return key !== undefined && key !== seen.request.key && isKey(contract, key) && !foreign.has(key) ? key : undefined
}

/** A member under the key that the body names is as it was sent; a member under any other key is only removed. */
function noteCreated(key: string, { request }: Observation, { state, ledger, contract }: Noting): void {
  const { body } = request
  state.touched.add(key)
  if (isObject(body) && valueAt(body, contract.resource.key.pointer) === key)
    state.members.set(key, { values: body, complete: true })
  else state.doubtful.add(key)
  ledger?.writing({ group: state.id, key }, fingerprintOf(body, key, contract))
}

function noteIdentity(key: string, seen: Observation, { state, ledger, contract }: Noting): void {
  const { role } = seen.request
  // A create at the same moment may come after the delete.
  if (role === 'delete' && !state.contested.has(key)) ledger?.gone({ group: state.id, key })
  if (role !== 'create' && role !== 'update') return
  const own = membersIn(seen).find((member) => member.key === key)
  const id = valueAt(own?.value, contract.resource.identity)
  if (typeof id !== 'string' || state.foreign.has(key)) return
  state.ids.add(id)
  state.idsOfAny.add(id)
  ledger?.identified({ group: state.id, key }, id)
}
