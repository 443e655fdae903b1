import { itemsAt } from '../../contract/page.ts'
import { valueAt } from '../../json/pointer.ts'
import type { Observation } from '../observation.ts'

/** The items of a page that can be compared; undefined for other answers, and where servers may read the request differently. */
export function itemsOf({ contract, request, response, known }: Observation): readonly unknown[] | undefined {
  const items = valueAt(response.document, itemsAt(contract))
  return Array.isArray(items) && request.ambiguous !== true && known.unknown !== true ? items : undefined
}

/** The total that a page states, and its pointer in the body. */
export function totalOf({ contract, response }: Observation): { pointer: string; said: unknown } {
  const total = contract.page?.total ?? ''
  return { pointer: `${response.documentAt}${total}`, said: valueAt(response.document, total) }
}

/** The documented query parameters of the request, but for the page number. */
export function requestedOf({ contract, request }: Observation): readonly (readonly [string, string])[] {
  const documented = request.operation?.parameters.map(({ name }) => name) ?? []
  return Object.entries(request.query).filter(
    ([name]) => name !== contract.page?.parameters?.number && documented.includes(name),
  )
}

/** True if the page is past the last page. Another requirement covers the content of such a page. */
export function isPastEnd(observation: Observation): boolean {
  const total = memberCount(observation)
  return (
    total !== undefined && pageNumber(observation) > 1 && (pageNumber(observation) - 1) * pageSize(observation) >= total
  )
}

/** The count of all members; undefined while a key is in doubt. */
export function memberCount({ known }: Observation): number | undefined {
  const { doubtful, foreign, members } = known
  if (doubtful.size > 0) return undefined
  let count = foreign.size
  for (const key of members.keys()) if (!foreign.has(key)) count += 1
  return count
}

/** The parts of an observation that tell which page was asked for. */
type Asked = Pick<Observation, 'contract' | 'request'>

/** The page size of the request, or the default. */
export function pageSize({ contract, request }: Asked): number {
  const { parameters, size: usual = Infinity } = contract.page ?? {}
  return Number((parameters && request.query[parameters.size]) ?? usual)
}

/** The page number of the request, from 1. */
export function pageNumber({ contract, request }: Asked): number {
  const parameters = contract.page?.parameters
  return Number((parameters && request.query[parameters.number]) ?? 1)
}

/** The place of the links for a message. */
export function linksAt({ contract, response }: Observation): string {
  return `body#${response.documentAt}${contract.page?.links ?? ''}`
}

/** The links of a page; undefined without a list of links. */
export function linksOf({ contract, response }: Observation): readonly unknown[] | undefined {
  const at = contract.page?.links
  const links = at === undefined ? undefined : valueAt(response.document, at)
  return Array.isArray(links) ? links : undefined
}
