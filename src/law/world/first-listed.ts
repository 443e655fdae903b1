import { isOnlyRead } from '../../resource/is-only-read.ts'
import type { Resource } from '../../resource/model.ts'
import { ask } from '../send/ask.ts'
import { segmentAt } from '../send/create-note.ts'
import { onlyItems } from '../walk/only-items.ts'
import { ownValuesIn } from '../send/address-of.ts'
import type { CaseSession } from '../session/case-session.ts'
import { type Member, unmadeMember } from '../session/member.ts'
import { operationWithId, parentOf } from '../body/paths.ts'
import { valuesAbove } from './values-above.ts'
import { walkResource } from '../walk/walk-resource.ts'

interface Place {
  readonly parent: Member | undefined
  /** The index of the member in the list; the last one stands for those behind. */
  readonly index: number
}

/**
 * A member from before the run, which is only read. Undefined where a list shows none.
 * @throws NotVerified where the contract does not say how members are listed.
 */
export async function firstListed(
  resource: Resource,
  { parent, index }: Place,
  caseSession: CaseSession,
): Promise<Member | undefined> {
  const { session } = caseSession
  if (parent === undefined && parentOf(resource, session.model) !== undefined) return undefined
  const above = valuesAbove(resource, parent, session)
  const own = isOnlyRead(resource)
    ? await firstFound(resource, { above, index }, caseSession)
    : await firstOf(resource, { above, index }, caseSession)
  return own === undefined ? undefined : unmadeMember({ resource, parent, above, own })
}

interface Listing {
  readonly above: readonly string[]
  readonly index: number
}

async function firstOf(
  resource: Resource,
  { above, index }: Listing,
  caseSession: CaseSession,
): Promise<readonly string[] | undefined> {
  const { members } = await walkResource(
    resource,
    { above, options: { until: (seen) => seen.length > index } },
    caseSession,
  )
  const found = members.flatMap((shown) => [ownValuesIn(shown, resource) ?? []]).filter((own) => own.length > 0)
  return found[index] ?? found.at(-1)
}

/** The id of an item that a search shows: no path leads to it. */
async function firstFound(
  { read }: Resource,
  { above, index }: Listing,
  { record, session }: CaseSession,
): Promise<readonly string[] | undefined> {
  const operation = operationWithId(session.document, read?.operation ?? '')
  const items = onlyItems(await ask({ operation, path: above }, record, session))
  const ids = items.flatMap((item) => segmentAt(item, '/id') ?? [])
  const id = ids[index] ?? ids.at(-1)
  return id === undefined ? undefined : [id]
}
