import { hasFreeKeys, isKey } from '../contract/keys.ts'
import type { Contract } from '../contract/contract.ts'
import { isObject, valueAt } from '../json/pointer.ts'
import type { SentRequest } from '../judge/observation.ts'
import { plain } from '../plan/plain-request.ts'
import { percentEncoded } from '../source/percent-encoded.ts'
import { ask, listedKeys } from './discover.ts'
import type { GroupConnection } from './group-connection.ts'
import type { GroupState } from './group-state.ts'
import { uninterrupted } from '../send/uninterrupted.ts'

/** A write, with the segment of its path that holds the key. */
export interface SentWrite {
  readonly sent: Pick<SentRequest, 'role' | 'key' | 'body'>
  readonly segment: string | undefined
}

/**
 * Notes an accepted create or update that names a key which the contract does not have: the target may have stored a member under it.
 */
export function noteStray({ sent, segment }: SentWrite, group: GroupState, contract: Contract): void {
  const { role, key, body } = sent
  if ((role !== 'create' && role !== 'update') || hasFreeKeys(contract)) return
  const named = isObject(body) ? valueAt(body, contract.resource.key.pointer) : undefined
  const isUndocumented = (text: unknown): boolean => typeof text === 'string' && !isKey(contract, text)
  if (segment === undefined && !isUndocumented(key) && !isUndocumented(named)) return
  group.strays.add(segment ?? percentEncoded(key ?? ''))
  for (const name of [segment, key, named]) if (typeof name === 'string') group.strayNames.add(plainName(name))
}

/** A name as servers of many kinds may store it: percent signs decoded, and letters and digits only. */
function plainName(name: string): string {
  let plainer = name
  // A server may decode its path twice.
  for (let times = 0; times < 2; times += 1) plainer = decoded(plainer)
  return plainer.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}

/** The text without percent signs. Bytes that are not UTF-8 become replacement characters, as in most servers. */
function decoded(text: string): string {
  return text.replaceAll(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'))
}

/**
 * Removes the members that such requests left. A complete list shows them under names that the requests had, and they were not there before
 * the run. The run leaves all others alone: another client may use a key that the contract does not have. Members that remain count as
 * foreign from then on, and are noted in `stuck`.
 */
export async function removeStrays(group: GroupState, connection: GroupConnection): Promise<void> {
  if (group.strays.size === 0) return
  const [segments, names] = [[...group.strays], new Set(group.strayNames)]
  group.strays.clear()
  group.strayNames.clear()
  const patient = uninterrupted(connection)
  const listed = async (): Promise<readonly string[]> =>
    [...((await listedKeys(group, patient)) ?? [])].filter(
      (key) => !isKey(connection.contract, key) && !group.foreign.has(key) && names.has(plainName(key)),
    )
  let left = await listed()
  if (left.length === 0) return
  if (!group.isListed) {
    // Such a member may have been there before the run.
    for (const key of left) group.stuck.add(key)
    return
  }
  group.snapshot = undefined
  for (const key of left) await ask(plain({ operation: 'delete', key }), group, patient)
  left = await listed()
  // A server that does not decode its path knows the member by the segment as it was sent.
  if (left.length > 0)
    for (const rawKey of segments) await ask({ ...plain({ operation: 'delete' }), rawKey }, group, patient)
  if (left.length > 0) left = await listed()
  for (const key of left) {
    group.foreign.add(key)
    group.stuck.add(key)
  }
}
