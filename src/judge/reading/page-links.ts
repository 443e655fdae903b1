import { isReadingMethod } from '../../contract/reading-method.ts'
import type { Problem } from '../assertion-kind.ts'
import type { Observation } from '../observation.ts'
import { linkWithin } from './link-path.ts'
import { linkOf } from './links.ts'
import { isPastEnd, linksAt, linksOf, memberCount, pageNumber, pageSize, requestedOf } from './page-facts.ts'

/** The links that a page may have. */
export const RELATIONS = ['self', 'next', 'previous']

/** The next link is there exactly when a further page exists, and leads to the same list. */
export function checkNext(observation: Observation): readonly Problem[] {
  const total = memberCount(observation)
  if (total === undefined || linksOf(observation) === undefined) return []
  const further = pageNumber(observation) * pageSize(observation) < total
  const next = linkOf(observation, 'next')
  if (further === (next !== undefined)) return next === undefined ? [] : checkWhereTo(next, observation)
  const expected = further ? 'a next link' : 'no next link'
  const why = `${total} items, page ${pageNumber(observation)} of size ${pageSize(observation)}`
  return [
    {
      signature: further ? 'no-next-link' : 'next-link-on-last-page',
      message: `expected ${expected} (${why})`,
      at: linksAt(observation),
      expected,
      actual: next ?? 'nothing',
    },
  ]
}

/** The next link of a list leads to the same list. That of a write may lead to the list, or to the member. */
function checkWhereTo(next: string, observation: Observation): readonly Problem[] {
  const { request } = observation
  if (!isReadingMethod(request.method)) return []
  const wanted = pageNumber(observation) + 1
  const isWithin = linkWithin(next, request) !== undefined
  const number = numberOfSameSize(next, observation)
  if (isWithin && (number === undefined || number === wanted)) return []
  const expected = isWithin ? `a next link to page ${wanted}` : 'a next link within the same list'
  return [
    {
      signature: isWithin ? 'next-skips' : 'next-leads-elsewhere',
      message: `expected ${expected}; the link leads to ${next}`,
      at: linksAt(observation),
      expected,
      actual: next,
    },
  ]
}

/** The previous link is there from the second page on, and leads to the page before. */
export function checkPrevious(observation: Observation): readonly Problem[] {
  if (linksOf(observation) === undefined) return []
  const previous = linkOf(observation, 'previous')
  const before = pageNumber(observation) - 1
  // The previous link of a page past the end may lead to the last page.
  if (isPastEnd(observation) && previous !== undefined) return []
  if (before === 0 ? previous === undefined : previous !== undefined && leadsTo(observation, previous) === before)
    return []
  const expected = before === 0 ? 'no previous link on the first page' : `a previous link to page ${before}`
  return [
    {
      signature: before === 0 ? 'previous-link-on-first-page' : 'wrong-previous-link',
      message: `expected ${expected}; the previous link is ${previous ?? 'missing'}`,
      at: linksAt(observation),
      expected,
      actual: previous ?? 'nothing',
    },
  ]
}

/** The number of the page that a link asks for, in pages of the same size. Undefined for a link that names no page by its number. */
function numberOfSameSize(link: string, observation: Observation): number | undefined {
  const { number = '', size = '' } = observation.contract.page?.parameters ?? {}
  const query = new URLSearchParams(link.split('?')[1] ?? '')
  const isSameSize = Number(query.get(size) ?? NaN) === pageSize(observation)
  return isSameSize && query.has(number) ? Number(query.get(number)) : undefined
}

/** The number of the page that a link asks for. */
function leadsTo({ contract }: Observation, link: string): number {
  return Number(new URLSearchParams(link.split('?')[1] ?? '').get(contract.page?.parameters?.number ?? '') ?? 1)
}

/** The self link is there. */
export function checkSelf(observation: Observation): readonly Problem[] {
  if (linkOf(observation, 'self') !== undefined) return []
  return [
    {
      signature: 'no-self-link',
      message: 'expected a self link; the self link is missing',
      at: linksAt(observation),
      expected: 'a self link',
      actual: linksOf(observation) ?? 'nothing',
    },
  ]
}

/** Links keep the requested query parameters; only the page number differs. */
export function checkKept(observation: Observation): readonly Problem[] {
  const bySize = observation.contract.page?.parameters?.size
  const requested = requestedOf(observation)
  return RELATIONS.flatMap((relation) => {
    const target = linkOf(observation, relation)
    if (target === undefined) return []
    const query = new URLSearchParams(target.split('?')[1] ?? '')
    return requested
      .filter(
        ([name, value]) => query.get(name) !== value && (name === bySize || query.get(name) !== null || value !== ''),
      )
      .map(([name, value]) => ({
        signature: 'link-loses-parameter',
        message: `expected ${name}=${value} in the ${relation} link; the link ${query.has(name) ? `has ${name}=${query.get(name) ?? ''}` : `lacks ${name}`}`,
        at: linksAt(observation),
        expected: `${name}=${value}`,
        actual: target,
      }))
  })
}
