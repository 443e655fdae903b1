import { linkOf } from '../reading/links.ts'
import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { brief } from '../assertion-kind.ts'
import { membersIn } from '../reading/members.ts'
import type { Observation } from '../observation.ts'

/** What a page must hold; each key is a sentence of its own. */
export interface PageExpectation {
  /** Of an unbroken page: every member once and nothing else. */
  readonly items?: 'all' | 'size'
  readonly total?: 'exact' | 'absent'
  readonly next?: 'truthful'
  readonly previous?: 'later'
  readonly links?: 'self' | 'keep'
}

/** A page of the collection, judged against what the run knows to be in it. Bodies that are no page are another kind's matter. */
export const page: AssertionKind<PageExpectation> = {
  name: 'page',
  recalls: true,
  schema: {
    type: 'object',
    minProperties: 1,
    additionalProperties: false,
    description: 'a map of items, total, next, previous and links',
    properties: {
      items: { enum: ['all', 'size'] },
      total: { enum: ['exact', 'absent'] },
      next: { enum: ['truthful'] },
      previous: { enum: ['later'] },
      links: { enum: ['self', 'keep'] },
    },
  },
  check(expected, seen) {
    const items = valueAt(seen.response.document, seen.contract.page.items)
    if (!Array.isArray(items) || seen.request.ambiguous === true || seen.known.unknown === true) return []
    const words = Object.entries(expected) as [keyof PageExpectation, string][]
    return words.flatMap(([word, value]) => CHECKS[`${word}:${value}`]?.(seen, items) ?? [])
  },
  explain: (expected) =>
    Object.entries(expected)
      .map(([word, value]) => EXPLAINED[`${word}:${String(value)}`])
      .join(' and '),
}

type PageCheck = (seen: Observation, items: readonly unknown[]) => readonly Problem[]

const CHECKS: Readonly<Record<string, PageCheck>> = {
  'items:all': checkAll,
  'items:size': checkSize,
  'total:exact': checkTotal,
  'total:absent': checkNoTotal,
  'next:truthful': checkNext,
  'previous:later': checkPrevious,
  'links:self': checkSelf,
  'links:keep': checkKept,
}

const EXPLAINED: Readonly<Record<string, string>> = {
  'items:all': 'every member once and nothing else',
  'items:size': 'as many items as the page size, or what is left',
  'total:exact': 'a total equal to the number of all members',
  'total:absent': 'no total',
  'next:truthful': 'a link to the next page exactly where there is one',
  'previous:later': 'a link to the previous page from the second on',
  'links:self': 'links with self',
  'links:keep': 'links that keep the other query parameters',
}

function checkAll(seen: Observation): readonly Problem[] {
  const { foreign, members: ours, doubtful } = seen.known
  const keys = membersIn(seen).map(({ key }) => key)
  const there = new Set(keys)
  const expected = new Set([...foreign, ...ours.keys()])
  const whole = number(seen) === 1 && size(seen) >= seen.contract.resource.key.values.length
  const missing = whole ? [...expected].filter((key) => !there.has(key) && !doubtful.has(key)) : []
  const extra = keys.filter((key) => key !== undefined && !expected.has(key) && !doubtful.has(key))
  const twice = repeated(keys).filter((key) => key !== undefined)
  const at = `body#${seen.response.documentAt}${seen.contract.page.items}`
  const sorted = [...expected].toSorted()
  const problem = (signature: string, message: string): Problem => ({
    signature,
    message,
    at,
    expected: sorted,
    actual: keys,
  })
  return [
    ...missing.map((key) => problem('missing-from-list', `expected ${key} in the list; it is missing`)),
    ...extra.map((key) => problem('unknown-in-list', `expected no ${String(key)} in the list; nothing created it`)),
    ...twice.map((key) => problem('twice-in-list', `expected ${key} once in the list; it stands there again`)),
  ]
}

/** Each value that stands there again, as often as it does. */
function repeated<T>(values: readonly T[]): readonly T[] {
  const seen = new Set<T>()
  return values.filter((value) => seen.size === seen.add(value).size)
}

function checkSize(seen: Observation, items: readonly unknown[]): readonly Problem[] {
  const total = count(seen)
  if (isPastEnd(seen)) return []
  const left = Math.max(0, (total ?? Infinity) - (number(seen) - 1) * size(seen))
  const expected = total === undefined ? size(seen) : Math.min(size(seen), left)
  if (total === undefined ? items.length <= expected : items.length === expected) return []
  return [
    {
      signature: items.length > expected ? 'page-too-long' : 'page-too-short',
      message: `expected ${total === undefined ? 'at most ' : ''}${expected} items on page ${number(seen)} of size ${size(seen)}; there are ${items.length}`,
      at: `body#${seen.response.documentAt}${seen.contract.page.items}`,
      expected,
      actual: items.length,
    },
  ]
}

function checkTotal(seen: Observation): readonly Problem[] {
  const { pointer, said } = totalOf(seen)
  const total = count(seen)
  const fits = total === undefined ? Number.isInteger(said) : said === total
  if (fits) return []
  const expected = total ?? 'an integer'
  return [
    {
      signature: 'wrong-total',
      message: `expected a total of ${expected}; it is ${brief(said)}`,
      at: `body#${pointer}`,
      expected,
      actual: said ?? 'nothing',
    },
  ]
}

function checkNoTotal(seen: Observation): readonly Problem[] {
  const { pointer, said } = totalOf(seen)
  if (said === undefined) return []
  return [
    {
      signature: 'has-total',
      message: `expected no total; it is ${brief(said)}`,
      at: `body#${pointer}`,
      expected: 'nothing',
      actual: said,
    },
  ]
}

function totalOf({ contract, response }: Observation): { pointer: string; said: unknown } {
  return {
    pointer: `${response.documentAt}${contract.page.total}`,
    said: valueAt(response.document, contract.page.total),
  }
}

function checkNext(seen: Observation): readonly Problem[] {
  const total = count(seen)
  if (total === undefined || linksOf(seen) === undefined) return []
  const further = number(seen) * size(seen) < total
  const next = linkOf(seen, 'next')
  if (further === (next !== undefined)) return []
  const expected = further ? 'a link next' : 'no link next'
  const why = `${total} items, page ${number(seen)} of size ${size(seen)}`
  return [
    {
      signature: further ? 'no-next-link' : 'next-link-on-last-page',
      message: `expected ${expected} (${why})`,
      at: linksAt(seen),
      expected,
      actual: next ?? 'nothing',
    },
  ]
}

function checkPrevious(seen: Observation): readonly Problem[] {
  if (linksOf(seen) === undefined) return []
  const previous = linkOf(seen, 'previous')
  const before = number(seen) - 1
  // From a page past the end it may lead to the last one there is.
  if (isPastEnd(seen) && previous !== undefined) return []
  if (before === 0 ? previous === undefined : previous !== undefined && leadsTo(seen, previous) === before) return []
  const expected = before === 0 ? 'no link previous on the first page' : `a link previous to page ${before}`
  return [
    {
      signature: before === 0 ? 'previous-link-on-first-page' : 'wrong-previous-link',
      message: `expected ${expected}`,
      at: linksAt(seen),
      expected,
      actual: previous ?? 'nothing',
    },
  ]
}

/** The number of the page that a link asks for. */
function leadsTo({ contract }: Observation, link: string): number {
  return Number(new URLSearchParams(link.split('?')[1] ?? '').get(contract.page.parameters.number) ?? 1)
}

function checkSelf(seen: Observation): readonly Problem[] {
  if (linkOf(seen, 'self') !== undefined) return []
  return [
    {
      signature: 'no-self-link',
      message: 'expected links with self',
      at: linksAt(seen),
      expected: 'a link self',
      actual: linksOf(seen) ?? 'nothing',
    },
  ]
}

/** The parameters that place a page are the link's own; all others must be as they were asked for. */
function checkKept(seen: Observation): readonly Problem[] {
  const { size: bySize, number: byNumber } = seen.contract.page.parameters
  const documented = seen.request.operation?.parameters.map(({ name }) => name) ?? []
  const asked = Object.entries(seen.request.query).filter(([name]) => name !== byNumber && documented.includes(name))
  return ['self', 'next', 'previous'].flatMap((relation) => {
    const target = linkOf(seen, relation)
    if (target === undefined) return []
    const query = new URLSearchParams(target.split('?')[1] ?? '')
    return asked
      .filter(
        ([name, value]) => query.get(name) !== value && (name === bySize || query.get(name) !== null || value !== ''),
      )
      .map(([name, value]) => ({
        signature: 'link-loses-parameter',
        message: `expected ${name}=${value} in the link ${relation}`,
        at: linksAt(seen),
        expected: `${name}=${value}`,
        actual: target,
      }))
  })
}

/** What a page past the last holds is another sentence's matter. */
function isPastEnd(seen: Observation): boolean {
  const total = count(seen)
  return total !== undefined && number(seen) > 1 && (number(seen) - 1) * size(seen) >= total
}

/** The number of all members, where the run can tell. */
function count({ known }: Observation): number | undefined {
  return known.doubtful.size > 0 ? undefined : new Set([...known.foreign, ...known.members.keys()]).size
}

function size({ contract, request }: Observation): number {
  return Number(request.query[contract.page.parameters.size] ?? contract.page.size)
}

function number({ contract, request }: Observation): number {
  return Number(request.query[contract.page.parameters.number] ?? 1)
}

function linksAt({ contract, response }: Observation): string {
  return `body#${response.documentAt}${contract.page.links}`
}

function linksOf({ contract, response }: Observation): readonly unknown[] | undefined {
  const links = valueAt(response.document, contract.page.links)
  return Array.isArray(links) ? links : undefined
}
