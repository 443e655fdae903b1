import { bindSaved } from '../../plan/draw/bind-saved.ts'
import { itemsAt } from '../../contract/page.ts'
import { judgeExchange } from '../../judge/judge-exchange.ts'
import type { Expectation } from '../../judge/judge.ts'
import { KINDS } from '../../judge/kinds.ts'
import { linkWithin } from '../../judge/reading/link-path.ts'
import { linkOf } from '../../judge/reading/links.ts'
import { valueAt } from '../../json/pointer.ts'
import { MOST_PAGES } from '../../plan/order/page-limit.ts'
import type { PlannedWalk } from '../../plan/planned-case.ts'
import { type Attempt, isOver } from '../session/attempt.ts'
import { clipText } from '../../report/clip.ts'
import type { ObservedExchange } from '../session/observed-exchange.ts'
import { applyJudgement } from './apply-judgement.ts'
import { fire } from './fire.ts'
import type { Session } from '../session/session.ts'

/** The most bytes of all pages of one walk. */
const MOST_BYTES = 20_000_000

interface Walking {
  readonly attempt: Attempt
  readonly session: Session
}

/**
 * Requests the pages of a list in turn. Each page is judged alone; kinds that gather a walk judge all pages at the end. Returns the
 * last observed page.
 */
export async function takeWalk(
  walk: PlannedWalk,
  expect: readonly Expectation[],
  { attempt, session }: Walking,
): Promise<ObservedExchange | undefined> {
  const ofWalk = expect.filter(({ kind }) => KINDS[kind]?.gathers === 'walk')
  const ofPage = expect.filter((expectation) => !ofWalk.includes(expectation))
  const pages: unknown[] = []
  const queries: Readonly<Record<string, string>>[] = []
  const { operation, query: own, open } = walk
  const bound = bindSaved({ operation, as: 'owner', query: own, headers: {}, ...(open && { open }) }, attempt.saved)
  if ('missing' in bound) attempt.inconclusive ??= bound.missing
  let query: Readonly<Record<string, string>> | undefined = 'request' in bound ? bound.request.query : undefined
  let broken: string | undefined
  let last: ObservedExchange | undefined
  let bytes = 0
  while (query !== undefined && pages.length < MOST_PAGES && bytes < MOST_BYTES && !session.signal.aborted) {
    const request = { operation: walk.operation, as: 'owner' as const, query, headers: {} }
    const observed: ObservedExchange | undefined = await fire({ request, expect: ofPage }, attempt, session)
    if (observed === undefined || isOver(attempt)) return observed
    last = observed
    pages.push(observed.response.document)
    queries.push(query)
    bytes += observed.response.bytes.length
    // A page without links ends the walk; other requirements ask for the links.
    if (walk.by === 'next' && valueAt(observed.response.document, session.contract.page?.links ?? '') === undefined)
      return observed
    const next: Next = walk.by === 'next' ? followNext(observed) : countUp(observed, query)
    broken = typeof next === 'string' ? next : undefined
    query = typeof next === 'string' ? undefined : next
  }
  if (session.signal.aborted) return last
  if (query !== undefined) broken = `a next page follows after ${pages.length} pages`
  if (last !== undefined)
    judgeWalk(
      ofWalk,
      { ...last, walk: { pages, queries, by: walk.by, ...(broken === undefined ? {} : { broken }) } },
      attempt,
    )
  return last
}

function judgeWalk(expect: readonly Expectation[], observed: ObservedExchange, attempt: Attempt): void {
  applyJudgement(judgeExchange({ expect, saved: attempt.saved }, observed), observed, attempt)
}

type Next = Readonly<Record<string, string>> | string | undefined

/**
 * The query of the next link, or a text that explains a wrong link. The request keeps the target's own host and path: no answer can
 * redirect the credentials to another server.
 */
function followNext(observed: ObservedExchange): Next {
  const href = linkOf(observed, 'next')
  if (href === undefined) return undefined
  const url = linkWithin(href, observed.request)
  if (url === undefined) return `the next link leads outside the list, to ${clipText(href)}`
  const query = Object.fromEntries(url.searchParams)
  const same = canonical(query) === canonical(observed.request.query)
  return same ? 'the next link leads back to the same page' : query
}

/** The query of the next page number; undefined after an empty page, or when the pages so far have room for all members. */
function countUp(
  { contract, response, request, known }: ObservedExchange,
  query: Readonly<Record<string, string>>,
): Next {
  const items = valueAt(response.document, itemsAt(contract))
  const { parameters, size: usual } = contract.page ?? {}
  if (!Array.isArray(items) || items.length === 0 || parameters === undefined) return undefined
  const { number, size } = parameters
  const total = new Set([...known.foreign, ...known.members.keys()]).size
  const covered = Number(request.query[number] ?? 1) * Number(request.query[size] ?? usual)
  if (known.doubtful.size === 0 && covered >= total) return undefined
  return { ...query, [number]: String(Number(request.query[number] ?? 1) + 1) }
}

function canonical(query: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(query).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
