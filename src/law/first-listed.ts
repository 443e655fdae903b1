import type { Resource } from '../resource/model.ts'
import { ownValuesIn } from './address-of.ts'
import type { CaseSession } from './case-session.ts'
import type { Member } from './member.ts'
import { parentOf } from './paths.ts'
import { valuesAbove } from './values-above.ts'
import { walkResource } from './walk-resource.ts'

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
  const { members } = await walkResource(
    resource,
    { above, options: { until: (seen) => seen.length > index } },
    caseSession,
  )
  const found = members.flatMap((shown) => [ownValuesIn(shown, resource) ?? []]).filter((own) => own.length > 0)
  const own = found[index] ?? found.at(-1)
  return own === undefined
    ? undefined
    : { resource, parent, above, own, sent: undefined, created: undefined, claim: undefined }
}
