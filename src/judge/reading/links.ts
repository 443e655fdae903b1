import type { Contract } from '../../contract/contract.ts'
import { isObject, valueAt } from '../../json/pointer.ts'
import type { ReceivedResponse } from '../observation.ts'

/** The target of the document's link with this relation; undefined for none. */
export function linkOf(
  observation: { readonly contract: Contract; readonly response: Pick<ReceivedResponse, 'document'> },
  relation: string,
): string | undefined {
  const { links: at, link: parts } = observation.contract.page ?? {}
  if (at === undefined || parts === undefined) return undefined
  const links = valueAt(observation.response.document, at)
  const { relation: byRelation, target } = parts
  const found = Array.isArray(links)
    ? links.find((link) => isObject(link) && valueAt(link, byRelation) === relation)
    : undefined
  const href = valueAt(found, target)
  return typeof href === 'string' ? href : undefined
}
