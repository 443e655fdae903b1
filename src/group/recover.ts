import { variantOf } from '../contract/keys.ts'
import { readResponse } from '../judge/reading/read-response.ts'
import type { Claim } from './ledger.ts'
import { ABSENT } from './absence.ts'
import { listedKeys } from './discover.ts'
import { hasIdOf, isOurs } from './fingerprint.ts'
import { buildRequest } from '../send/build-request.ts'
import { keptMember } from './kept-member.ts'
import { requestRemoval } from './remove-key.ts'
import { plain } from '../plan/plain-request.ts'
import { createGroupState, type GroupState } from './group-state.ts'
import { sendPatiently } from '../send/send-patiently.ts'
import type { GroupConnection } from './group-connection.ts'

/** The outcome for a claim: `unknown` without a clear answer, `foreign` where another client's member has the key. */
export type Recovery = Claim & {
  readonly outcome: 'removed' | 'absent' | 'foreign' | 'unknown'
  readonly reason?: string
}

/** Removes the existing members that match the claims of a ledger, and no others. A dry run only reports them. */
export async function* recover(
  claims: readonly Claim[],
  connection: GroupConnection,
  { dryRun = false }: { readonly dryRun?: boolean | undefined } = {},
): AsyncGenerator<Recovery, void, undefined> {
  for (const claim of claims) {
    if (connection.signal.aborted) return
    yield { ...claim, ...(await recoverOne(claim, connection, { dryRun })) }
  }
}

/**
 * True for a key without a schema whose read is refused, and that a complete list lacks. A server may refuse each request to a key that it does not
 * know, as the run expects of it.
 */
async function isUnlisted(
  key: string,
  status: number,
  { group, connection }: { readonly group: GroupState; readonly connection: GroupConnection },
): Promise<boolean> {
  const isRefused = status >= 400 && status < 500 && status !== 401 && status !== 403
  if (!isRefused || variantOf(connection.contract, key) !== undefined) return false
  return (await listedKeys(group, connection))?.has(key) === false
}

async function recoverOne(
  claim: Claim,
  connection: GroupConnection,
  { dryRun }: { readonly dryRun: boolean },
): Promise<Pick<Recovery, 'outcome' | 'reason'>> {
  const { contract } = connection
  const group = createGroupState(claim.group)
  const { outgoing, sent } = buildRequest(plain({ operation: 'read', key: claim.key }), {
    contract,
    group: group.id,
    otherGroup: undefined,
    saved: new Map(),
  })
  const reply = await sendPatiently(outgoing, 'owner', connection)
  if (!reply.answered) return { outcome: 'unknown', reason: reply.reason }
  const { status, document } = readResponse(reply.response, sent, contract)
  if (ABSENT.has(status) || (await isUnlisted(claim.key, status, { group, connection }))) return { outcome: 'absent' }
  if (status !== 200)
    return {
      outcome: 'unknown',
      reason: `expected status 200 or 404 for a read of ${claim.key}; the answer is ${status}`,
    }
  const ownership = isOurs(document, claim, contract)
  if (ownership === 'foreign') return { outcome: 'foreign' }
  if (ownership === 'unclear')
    return {
      outcome: 'unknown',
      reason: hasIdOf(document, claim.ids, contract)
        ? `${claim.key} has the id of a member of the run and other values, so another client changed it; delete ${claim.key} if nobody needs it`
        : `no visible value identifies ${claim.key} as created by the run; delete ${claim.key} if no other client created it`,
    }
  if (dryRun) return { outcome: 'removed' }
  const { gone, exchange } = await requestRemoval(claim, group, connection)
  if (!gone) return { outcome: 'unknown', reason: `the target did not delete ${claim.key}` }
  for (const id of claim.ids) group.ids.add(id)
  const isKept = (await keptMember(claim.key, exchange, { group, connection })) !== undefined
  return isKept
    ? {
        outcome: 'unknown',
        reason: `the target answered the delete of ${claim.key} with a success, and still shows it`,
      }
    : { outcome: 'removed' }
}
