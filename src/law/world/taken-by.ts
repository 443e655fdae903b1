import { valueAt } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { operationWithId, ownParameters } from '../body/paths.ts'
import { memberIn } from '../body/wrapped-member.ts'
import { ask } from '../send/ask.ts'
import { isCommonKey } from '../send/common-key.ts'
import { memberPath, noteOf } from '../send/create-note.ts'
import type { CaseRecord } from '../session/case-record.ts'
import { isAbsent } from '../session/exchange.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { LawSession } from '../session/session.ts'
import type { CreateRequest } from './create-request.ts'

/**
 * A key that is one of a few may be that of a member from before. The run never writes such a member.
 * @throws NotVerified where such a member is there, or where no read tells.
 */
export async function protectOthers(asked: CreateRequest, record: CaseRecord, session: LawSession): Promise<void> {
  const taken = await takenBy(asked, record, session)
  if (taken === undefined || taken === 'own') return
  const which = `${asked.resource.name} ${(namedBy(asked) ?? []).join('/')}`
  throw new NotVerified(
    taken === 'others'
      ? `${which} is there already; the run never changes members from before the run`
      : `no read tells whether ${which} is there already`,
  )
}

/** Returns the owner of the member under the key that a create names: the run, others or unknown. Undefined for a free key. */
export async function takenBy(
  asked: CreateRequest,
  record: CaseRecord,
  session: LawSession,
): Promise<'own' | 'others' | 'unknown' | undefined> {
  const { resource, above, body } = asked
  const named = namedBy(asked)
  // A fresh part makes a key of several parts fresh.
  if (named?.every(isCommonKey) !== true) return undefined
  const path = memberPath(noteOf({ resource, above, member: memberIn(body, resource) }, session), named)
  const isOwn = [...session.claims.open.values()].some((claim) => claim.path === path && claim.refused === undefined)
  if (isOwn && !session.sights.gone.has(path ?? '')) return 'own'
  if (resource.read === undefined) return 'unknown'
  const operation = operationWithId(session.document, resource.read.operation)
  const shown = await ask({ operation, path: [...above, ...named] }, record, session)
  return isAbsent(shown) ? undefined : 'others'
}

/** The key that a create names in its path or its body. */
export function namedBy({ resource, own = [], body }: CreateRequest): readonly string[] | undefined {
  return own.length > 0 ? own : keysOfClient(memberIn(body, resource), resource)
}

/** The keys that a client chooses in the body are known before the answer. */
function keysOfClient(member: unknown, resource: Resource): readonly string[] | undefined {
  if (resource.key.chosen?.value !== 'client') return undefined
  const values = ownParameters(resource).map(({ pointer }) =>
    pointer === undefined ? undefined : valueAt(member, pointer),
  )
  // A path with an empty key is that of the list for many servers.
  return values.every((value) => (typeof value === 'string' && value !== '') || typeof value === 'number')
    ? values.map(String)
    : undefined
}
