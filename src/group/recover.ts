import { readResponse } from '../judge/reading/read-response.ts'
import type { Claim } from './ledger.ts'
import { isOurs } from './fingerprint.ts'
import { buildRequest } from '../send/build-request.ts'
import { removeKey } from './remove-key.ts'
import { plain } from '../plan/plain-request.ts'
import { createGroupState } from './group-state.ts'
import { sendPatiently } from '../send/send-patiently.ts'
import type { GroupConnection } from './group-connection.ts'

/** What became of a claim: `unknown` where the target did not tell, `foreign` where something else stands there now. */
export type Recovery = Claim & {
  readonly outcome: 'removed' | 'absent' | 'foreign' | 'unknown'
  readonly reason?: string
}

/** Removes what a ledger claims and that is still there as it was written; nothing else. */
export async function* recover(
  claims: readonly Claim[],
  session: GroupConnection,
  remove = true,
): AsyncGenerator<Recovery, void, undefined> {
  for (const claim of claims) {
    if (session.signal.aborted) return
    yield { ...claim, ...(await recoverOne(claim, session, remove)) }
  }
}

async function recoverOne(
  claim: Claim,
  session: GroupConnection,
  remove: boolean,
): Promise<Pick<Recovery, 'outcome' | 'reason'>> {
  const { contract } = session
  const group = createGroupState(claim.group)
  const { outgoing, sent } = buildRequest(plain({ operation: 'read', key: claim.key }), {
    contract,
    group: group.id,
    otherGroup: undefined,
    saved: new Map(),
  })
  const reply = await sendPatiently(outgoing, 'owner', session)
  if (!reply.answered) return { outcome: 'unknown', reason: reply.reason }
  const { status, document } = readResponse(reply.response, sent, contract)
  if (status === 404) return { outcome: 'absent' }
  if (status !== 200) return { outcome: 'unknown', reason: `a read of it is answered ${status}` }
  const whose = isOurs(document, claim, contract)
  if (whose === 'foreign') return { outcome: 'foreign' }
  if (whose === 'unclear')
    return {
      outcome: 'unknown',
      reason: 'nothing tells whether it is ours; if nobody else has configured it, delete it',
    }
  if (!remove) return { outcome: 'removed' }
  const removed = await removeKey(claim.key, group, session)
  return removed ? { outcome: 'removed' } : { outcome: 'unknown', reason: 'the target did not delete it' }
}
