import { addNew } from '../../json/add-new.ts'
import type { OptionalPart } from '../../contract/optional-parts.ts'
import { itemsAt } from '../../contract/page.ts'
import { counted } from '../reading/counted.ts'
import { linkOf } from '../reading/links.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { brief } from '../assertion-kind.ts'
import { membersIn } from '../reading/members.ts'
import { checkKept, checkNext, checkPrevious, checkSelf, RELATIONS } from '../reading/page-links.ts'
import {
  itemsOf,
  totalOf,
  requestedOf,
  isPastEnd,
  memberCount,
  pageSize,
  pageNumber,
  linksOf,
} from '../reading/page-facts.ts'
import type { Observation } from '../observation.ts'

/** The expected content of a page; each key checks one requirement. */
export interface PageExpectation {
  /** `all`: every member once and no other item. `size`: as many items as the page size, or the rest. */
  readonly items?: 'all' | 'size'
  readonly total?: 'exact' | 'absent'
  readonly next?: 'truthful'
  readonly previous?: 'later'
  readonly links?: 'self' | 'keep'
}

/** A page of the collection, compared with the members that the run knows. Other kinds judge bodies that are not a page. */
export const page: AssertionKind<PageExpectation> = {
  name: 'page',
  recalls: ({ items, total, next }) => items !== undefined || total === 'exact' || next !== undefined,
  relies: (expected) => Object.keys(expected).flatMap((word) => RELIES[word as keyof PageExpectation]),
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
  applies: (expected, observation) =>
    itemsOf(observation) !== undefined && wordsOf(expected).some(({ applies }) => applies?.(observation) ?? true),
  check(expected, observation) {
    const items = itemsOf(observation)
    if (items === undefined) return []
    return wordsOf(expected).flatMap(({ check }) => check?.(observation, items) ?? [])
  },
  explain: (expected) =>
    Object.entries(expected)
      .map(([word, value]) => EXPLAINED[`${word}:${String(value)}`])
      .join(' and '),
  details: ({ links }, { page: { links: at, link } = {} }) =>
    links === undefined || at === undefined || link === undefined
      ? []
      : [`${at} of the page: an array of objects with ${link.relation}, such as "self", and ${link.target}, a URL`],
}

interface Word {
  readonly applies: ((observation: Observation) => boolean) | undefined
  readonly check: PageCheck | undefined
}

/** The words of an expectation. Expectations are few, and judge each page. */
function wordsOf(expected: PageExpectation): readonly Word[] {
  const known = words.get(expected)
  if (known !== undefined) return known
  const found = Object.entries(expected).map(([word, value]): Word => {
    const name = `${word}:${String(value)}`
    return { applies: APPLIES[name], check: CHECKS[name] }
  })
  words.set(expected, found)
  return found
}

const words = new WeakMap<PageExpectation, readonly Word[]>()

const RELIES: Readonly<Record<keyof PageExpectation, readonly OptionalPart[]>> = {
  items: [],
  total: ['page.total'],
  next: ['page.links', 'page.parameters'],
  previous: ['page.links', 'page.parameters'],
  links: ['page.links'],
}

/** The conditions under which a word judges something; a word that is not listed always does. */
const APPLIES: Readonly<Record<string, (observation: Observation) => boolean>> = {
  'items:size': (observation) => !isPastEnd(observation),
  'next:truthful': (observation) => memberCount(observation) !== undefined && linksOf(observation) !== undefined,
  'previous:later': (observation) => linksOf(observation) !== undefined,
  'links:keep': (observation) =>
    requestedOf(observation).length > 0 && RELATIONS.some((relation) => linkOf(observation, relation) !== undefined),
}

type PageCheck = (observation: Observation, items: readonly unknown[]) => readonly Problem[]

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
  'items:all': 'every member once and no other item',
  'items:size': 'as many items as the page size, or the rest',
  'total:exact': 'a total equal to the number of all members',
  'total:absent': 'no total',
  'next:truthful': 'a next link on every page but the last',
  'previous:later': 'a previous link from the second page on',
  'links:self': 'a self link',
  'links:keep': 'links that keep the other query parameters',
}

function checkAll(observation: Observation): readonly Problem[] {
  const { foreign, members: ours, doubtful, deleted, absence } = observation.known
  const keys = membersIn(observation).map(({ key }) => key)
  const there = new Set(keys)
  const expected = new Set([...foreign, ...ours.keys()])
  const most = Math.max(observation.contract.resource.key.values.length, expected.size)
  const whole = pageNumber(observation) === 1 && pageSize(observation) >= most
  const missing = whole ? [...expected].filter((key) => !there.has(key) && !doubtful.has(key)) : []
  const extra = keys.filter((key) => key !== undefined && !expected.has(key) && !doubtful.has(key))
  const duplicates = repeated(keys).filter((key) => key !== undefined && !doubtful.has(key))
  const problem = (signature: string, about: string, message: string): Problem => ({
    signature,
    message,
    about,
    at: `body#${observation.response.documentAt}${itemsAt(observation.contract)}`,
    expected: [...expected].toSorted(),
    actual: keys,
  })
  return [
    ...few(missing).map((key) =>
      problem(
        'missing-from-list',
        key,
        `expected ${key} in the list; ${absence?.hidden.has(key) === true ? `a read shows ${key}, and the list hides it` : `${key} is missing`}`,
      ),
    ),
    ...few(extra).map((key) =>
      problem(
        'unknown-in-list',
        String(key),
        `expected no ${String(key)} in the list; ${whyNot(String(key), deleted)}`,
      ),
    ),
    ...few(duplicates).map((key) =>
      problem('twice-in-list', String(key), `expected ${key} once in the list; ${key} is repeated`),
    ),
  ]
}

/** Says why a key has no member. */
function whyNot(key: string, deleted: ReadonlySet<string> = new Set()): string {
  return deleted.has(key) ? `${key} was deleted` : `no request created ${key}`
}

/** The most keys that are each told in a finding of their own: every finding also holds the whole list. */
const MOST_TOLD = 3

function few<T>(keys: readonly T[]): readonly T[] {
  return keys.slice(0, MOST_TOLD)
}

/** Every value after its first occurrence. */
function repeated<T>(values: readonly T[]): readonly T[] {
  const distinct = new Set<T>()
  return values.filter((value) => !addNew(distinct, value))
}

function checkSize(observation: Observation, items: readonly unknown[]): readonly Problem[] {
  const total = memberCount(observation)
  if (isPastEnd(observation)) return []
  const left = Math.max(0, (total ?? Infinity) - (pageNumber(observation) - 1) * pageSize(observation))
  const expected = total === undefined ? pageSize(observation) : Math.min(pageSize(observation), left)
  if (total === undefined ? items.length <= expected : items.length === expected) return []
  return [
    {
      signature: items.length > expected ? 'page-too-long' : 'page-too-short',
      message: `expected ${total === undefined ? 'at most ' : ''}${counted(expected, 'item')} on page ${pageNumber(observation)} of size ${pageSize(observation)}; the page has ${items.length}`,
      at: `body#${observation.response.documentAt}${itemsAt(observation.contract)}`,
      expected,
      actual: items.length,
    },
  ]
}

function checkTotal(observation: Observation, items: readonly unknown[]): readonly Problem[] {
  const { pointer, said } = totalOf(observation)
  const known = memberCount(observation)
  const total = known ?? countOfWhole(observation, items)
  const fits = total === undefined ? Number.isInteger(said) : said === total
  if (fits) return []
  const expected = total ?? 'an integer'
  // The list itself may be wrong where the members are not known.
  const by = known === undefined && total !== undefined ? ', the count of the items of the whole list' : ''
  return [
    {
      signature: 'wrong-total',
      message: `expected a total of ${expected}${by}; ${said === undefined ? 'there is none' : `the total is ${brief(said)}`}`,
      at: `body#${pointer}`,
      expected,
      actual: said ?? 'nothing',
    },
  ]
}

/**
 * The count of the items of a page that holds all members: its total is that, whichever members are there. Undefined for other pages, for one
 * that shows a member twice, and beside other requests: a server may count before a write and list after it.
 */
function countOfWhole(observation: Observation, items: readonly unknown[]): number | undefined {
  const keys = membersIn(observation).map(({ key }) => key)
  const isWhole = pageNumber(observation) === 1 && items.length < pageSize(observation) && repeated(keys).length === 0
  return isWhole && observation.request.beside !== true ? items.length : undefined
}

function checkNoTotal(observation: Observation): readonly Problem[] {
  const { pointer, said } = totalOf(observation)
  if (said === undefined) return []
  return [
    {
      signature: 'has-total',
      message: `expected no total; the total is ${brief(said)}`,
      at: `body#${pointer}`,
      expected: 'no total',
      actual: said,
    },
  ]
}
