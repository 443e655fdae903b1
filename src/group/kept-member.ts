import { valueAt } from '../json/pointer.ts'
import { readResponse } from '../judge/reading/read-response.ts'
import { plain } from '../plan/plain-request.ts'
import { type RecordedExchange, toRecord } from '../secrets/evidence.ts'
import { buildRequest } from '../send/build-request.ts'
import { sendPatiently } from '../send/send-patiently.ts'
import { isOurs } from './fingerprint.ts'
import type { GroupConnection } from './group-connection.ts'
import type { GroupState } from './group-state.ts'
import { uninterrupted } from '../send/uninterrupted.ts'

/** A member of the run that the target still has after a delete with a success: the delete, and a later read that shows the member. */
export interface KeptMember {
  readonly group: string
  readonly key: string
  readonly id: string | undefined
  readonly removal: RecordedExchange
  readonly read: RecordedExchange
}

/**
 * Reads a member that is still there after its removal. Returns undefined without proof: another answer to the delete than a success, another
 * client in the group, or a member that does not have an id of the run.
 */
export async function keptMember(
  key: string,
  removal: RecordedExchange,
  { group, connection }: { readonly group: GroupState; readonly connection: GroupConnection },
): Promise<KeptMember | undefined> {
  const { contract, secrets, principals, clock } = connection
  const status = removal.response?.status ?? 0
  if (status < 200 || status > 299 || group.ceded.size > 0) return undefined
  const { outgoing, sent } = buildRequest(plain({ operation: 'read', key }), {
    contract,
    group: group.id,
    otherGroup: undefined,
    saved: new Map(),
  })
  const started = clock.now()
  const reply = await sendPatiently(outgoing, 'owner', uninterrupted(connection))
  if (!reply.answered) return undefined
  connection.times.note('read', reply)
  const { status: found, document } = readResponse(reply.response, sent, contract)
  const claim = { group: group.id, key, fingerprints: [], ids: [...group.ids] }
  const isShown = found === 200 && valueAt(document, contract.resource.key.pointer) === key
  if (!isShown || isOurs(document, claim, contract) !== 'ours') return undefined
  const read = {
    request: outgoing,
    as: 'owner',
    credentials: principals.shown('owner'),
    response: toRecord(reply.response, secrets),
    durationMs: clock.now() - started,
  }
  const id = valueAt(document, contract.resource.identity)
  return { group: group.id, key, id: typeof id === 'string' ? id : undefined, removal, read }
}
