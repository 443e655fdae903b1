import type { Credentials } from '../../http/auth/schemes.ts'
import type { Target } from '../../http/target.ts'
import { openConnection } from '../../send/open-connection.ts'
import { sendPatiently } from '../../send/send-patiently.ts'
import type { Principal } from '../../suite/suite.ts'
import { readAnswer } from '../session/exchange.ts'
import type { LedgerClaim, OpenMemberLedger } from './read-member-ledger.ts'
import type { Asking } from './clean-up-request.ts'
import { type Deleted, deleteOnceMore } from './delete-once-more.ts'
import type { Removal } from './removal.ts'
import { removeClaim } from './remove-claim.ts'
import { whyNotOurs } from './why-not-ours.ts'
import { cleanUpRequest } from './asking.ts'

/** The input of `recoverMembers`. */
export interface RecoveringMembers extends Omit<OpenMemberLedger, 'damaged'> {
  readonly target: Target
  readonly principals: Readonly<Partial<Record<Principal, Credentials>>>
  readonly rate?: number
  readonly signal?: AbortSignal
  /** Looks up each claim and removes nothing. */
  readonly dryRun: boolean
}

/**
 * Removes the members of a ledger, the last first: members go before their parents. A member that may be another's stays. Yields the outcome for
 * each. Deletes members once more that a read still shows in the end. Closes the target.
 */
export async function* recoverMembers(recovering: RecoveringMembers): AsyncGenerator<Removal, void, undefined> {
  const { head, claims, before, word, target, principals, rate, signal, dryRun } = recovering
  const connection = openConnection({ target, principals, rate, signal, tokenPath: head.tokenPath })
  const askAs =
    (as: 'owner' | 'stranger' = 'owner'): Asking =>
    async (asked) => {
      const request = cleanUpRequest(asked, head.headers)
      const outcome = await sendPatiently(request, as, connection)
      return outcome.answered ? readAnswer(outcome.response, 0, `${request.method} ${request.path}`) : undefined
    }
  try {
    const others = new Set([...before, ...claims.flatMap(({ path }) => path ?? [])])
    // The ledger does not tell whether a read has shown the member. A member that is not at its path is looked for by its mark.
    const deleted: (Deleted & LedgerClaim)[] = []
    const remove = (claim: LedgerClaim): Promise<Removal> =>
      removeClaim({ ...claim, isSeen: false }, askAs(claim.note.as), {
        dry: dryRun,
        others,
        look: { word },
        onRemoved: (path) => deleted.push({ ...claim, path }),
      })
    const unclear: LedgerClaim[] = []
    for (const claim of claims.toReversed()) {
      if (signal?.aborted === true) return
      const removal = await remove(claim)
      if (removal.outcome === 'left') unclear.push(claim)
      else yield removal
    }
    // A parent that went took its members with it, so a second look tells more.
    for (const claim of unclear) {
      if (signal?.aborted === true) return
      yield await remove(claim)
    }
    const known = new Map<Deleted, LedgerClaim>(deleted.map((one) => [one, one]))
    await deleteOnceMore(deleted, {
      ask: askAs(),
      isOurs: () => false,
      holdsOwn(shown, member) {
        const claim = known.get(member)
        return claim !== undefined && whyNotOurs(shown, claim, word) === undefined
      },
    })
  } finally {
    await connection.principals.close()
    await target.close()
  }
}
