import { judgeExchange } from '../judge/judge-exchange.ts'
import type { Expectation } from '../judge/judge.ts'
import { KINDS } from '../judge/kinds.ts'
import { linkOf } from '../judge/reading/links.ts'
import { valueAt } from '../json/pointer.ts'
import type { PlannedWalk } from '../plan/planned-case.ts'
import { type Attempt, isOver } from './attempt.ts'
import { clipText } from '../report/clip.ts'
import type { Seen } from './exchange.ts'
import { applyJudgement } from './apply-judgement.ts'
import { fire } from './fire.ts'
import type { Session } from './session.ts'

/** No collection of ours has more pages, or longer ones: a target that always offers another one is stopped here. */
const MOST_PAGES = 64
const MOST_BYTES = 20_000_000

interface Walking {
  readonly attempt: Attempt
  readonly session: Session
}

/** Goes from page to page; each page is judged by itself, and all of them together at the end. */
export async function takeWalk(
  walk: PlannedWalk,
  expect: readonly Expectation[],
  { attempt, session }: Walking,
): Promise<Seen | undefined> {
  const ofWalk = expect.filter(({ kind }) => KINDS[kind]?.gathers === 'walk')
  const ofPage = expect.filter((expectation) => !ofWalk.includes(expectation))
  const pages: unknown[] = []
  let query: Readonly<Record<string, string>> | undefined = walk.query
  let broken: string | undefined
  let last: Seen | undefined
  let bytes = 0
  while (query !== undefined && pages.length < MOST_PAGES && bytes < MOST_BYTES && !session.signal.aborted) {
    const request = { operation: walk.operation, as: 'owner' as const, query, headers: {} }
    const seen: Seen | undefined = await fire({ request, expect: ofPage }, attempt, session)
    if (seen === undefined || isOver(attempt)) return seen
    last = seen
    pages.push(seen.response.document)
    bytes += seen.response.bytes.length
    // Without links nothing tells where it goes on: that they should be there is another sentence.
    if (walk.by === 'next' && valueAt(seen.response.document, session.contract.page.links) === undefined) return seen
    const next: Next = walk.by === 'next' ? followNext(seen, attempt.lane.group.id) : countUp(seen, query)
    broken = typeof next === 'string' ? next : undefined
    query = typeof next === 'string' ? undefined : next
  }
  if (session.signal.aborted) return last
  if (query !== undefined) broken = `there is still a next page after ${pages.length}`
  if (last !== undefined)
    judgeWalk(ofWalk, { ...last, walk: { pages, by: walk.by, ...(broken === undefined ? {} : { broken }) } }, attempt)
  return last
}

function judgeWalk(expect: readonly Expectation[], seen: Seen, attempt: Attempt): void {
  applyJudgement(judgeExchange({ expect, saved: attempt.saved }, seen), seen, attempt)
}

type Next = Readonly<Record<string, string>> | string | undefined

/**
 * The query of the next link. Only the query is taken from it: the request goes to the target itself, so that no answer can lead
 * the run, or its credentials, elsewhere. A text says why the link is no good.
 */
function followNext(seen: Seen, group: string): Next {
  const href = linkOf(seen, 'next')
  if (href === undefined) return undefined
  const url = parseUrl(href, seen.request.target)
  // A proxy may have put another host or prefix before it; from the group on the path must be the list's.
  const [path = ''] = seen.request.target.split('?')
  const own = path.slice(path.indexOf(`/${encodeURIComponent(group)}`))
  if (url === undefined || !url.pathname.endsWith(own)) return `the link next leads elsewhere, to ${clipText(href)}`
  const query = Object.fromEntries(url.searchParams)
  const same = canonical(query) === canonical(seen.request.query)
  return same ? 'the link next leads to the page that holds it' : query
}

/** As URL.parse, which Node 20 lacks; relative to the page it stands on. */
function parseUrl(href: string, page: string): URL | undefined {
  try {
    return new URL(href, `http://target.invalid${page}`)
  } catch {
    return undefined
  }
}

/** Until all that is there should have come, or a page is empty. */
function countUp({ contract, response, request, known }: Seen, query: Readonly<Record<string, string>>): Next {
  const items = valueAt(response.document, contract.page.items)
  if (!Array.isArray(items) || items.length === 0) return undefined
  const { number, size } = contract.page.parameters
  const total = new Set([...known.foreign, ...known.members.keys()]).size
  const seen = Number(request.query[number] ?? 1) * Number(request.query[size] ?? contract.page.size)
  if (known.doubtful.size === 0 && seen >= total) return undefined
  return { ...query, [number]: String(Number(request.query[number] ?? 1) + 1) }
}

function canonical(query: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(query).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
