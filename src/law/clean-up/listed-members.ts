import { percentEncoded } from '../../source/percent-encoded.ts'
import { type Asking, type CleanUpAnswer, withRequiredParameters } from './clean-up-request.ts'
import { segmentAt } from '../send/create-note.ts'
import { itemsIn } from '../send/items-in.ts'
import type { CreateNote, ListNote } from '../session/member-ledger.ts'
import { fillPath, parametersIn } from '../body/paths.ts'
import { valuesInLink } from '../send/values-in-link.ts'
import { isAbsent } from '../session/exchange.ts'
import { nextIn } from '../walk/page-steps.ts'

/** The path of a member as a list shows it, or the reason why it is unknown. */
export type ListedPath = { readonly path: string | undefined } | { readonly reason: string }

/** The paths of the members that the list of a create shows, and the sentence about a list that cannot be read. */
export async function listedMembers(
  note: CreateNote,
  ask: Asking,
): Promise<{ readonly members: readonly string[]; readonly problem?: string }> {
  const { members, problem } = await shownMembers(note, ask)
  const paths = members.flatMap(({ path }) => path ?? [])
  if (problem !== undefined) return { members: paths, problem }
  return paths.length < members.length
    ? { members: paths, problem: 'the list shows members without their keys' }
    : { members: paths }
}

/** A member as a list shows it, and its path where its key is shown. */
export interface ListedMember {
  readonly path: string | undefined
  readonly member: unknown
}

/** The members that a list shows. */
export interface Listed<T = ListedMember> {
  readonly members: readonly T[]
  /** The sentence about a list that cannot be read. */
  readonly problem?: string
  /** True for a list without an answer, or with a server error: a right server may refuse to show its list, and does not fail so. */
  readonly isBroken?: true
}

/** The members that the list of a create shows. */
export async function shownMembers(note: CreateNote, ask: Asking): Promise<Listed> {
  const { list } = note
  if (list === undefined) return { members: [], problem: 'the document has no list of it' }
  const { members: shown, ...problem } = await readAllPages(list, withRequiredParameters(ask, note))
  const members = shown.map((member) => {
    const found = pathIn(member, note)
    return { path: 'path' in found ? found.path : undefined, member }
  })
  return { members, ...problem }
}

/** The most pages that are searched, as a count, and the most text of all their members, in characters. */
const MOST_PAGES = 100
const MOST_TEXT = 20_000_000

const BROKEN = { isBroken: true } as const

/** The members of all pages of a list, or of the pages until `isFound`. `problem`: the sentence about a page that cannot be read. */
export async function readAllPages(
  list: ListNote,
  ask: Asking,
  isFound: (shown: readonly unknown[]) => boolean = () => false,
): Promise<Listed<unknown>> {
  const members: unknown[] = []
  let next: string | undefined = list.path
  let last = ''
  let size = 0
  for (let page = 0; next !== undefined && page < MOST_PAGES; page += 1) {
    const answer: Awaited<ReturnType<Asking>> = await ask({ method: 'GET', path: next })
    // The members of a parent that is gone are gone.
    if (answer !== undefined && isAbsent(answer)) return { members }
    if (answer === undefined) return { members, problem: 'the list was not answered', isBroken: true }
    if (answer.status >= 300)
      return { members, problem: `the list was answered ${answer.status}`, ...(answer.status >= 500 && BROKEN) }
    const shown = itemsIn(answer.json, list.items)
    const text = JSON.stringify(shown)
    // A server that ignores the page parameter shows the first page for ever.
    if (text === last) return { members }
    last = text
    size += text.length
    if (size > MOST_TEXT)
      return { members, problem: `the list has more than ${MOST_TEXT / 1_000_000} million characters` }
    members.push(...shown)
    if (isFound(shown)) return { members }
    const step = shown.length === 0 ? undefined : nextPage(list, { page, seen: members.length, answer, shown })
    if (typeof step === 'object') return { members, ...step }
    next = step
  }
  return next === undefined ? { members } : { members, problem: `the list has more than ${MOST_PAGES} pages` }
}

/** The path of a member that a list shows. */
export function pathIn(member: unknown, { item, keys, link }: Pick<CreateNote, 'item' | 'keys' | 'link'>): ListedPath {
  if (item === '') return { reason: 'the list shows it, and the document has no path of it' }
  const shown =
    link === undefined
      ? parametersIn(item).map((name) => segmentAt(member, keys[name]))
      : (valuesInLink(segmentAt(member, link.at), link.path) ?? [undefined])
  const values = shown.filter((value) => value !== undefined)
  if (values.length === shown.length) return { path: fillPath(item, values) }
  return { reason: 'the list shows it without its key' }
}

interface LastPage {
  /** The count of pages before it. */
  readonly page: number
  /** The count of members on all pages. */
  readonly seen: number
  readonly answer: CleanUpAnswer
  readonly shown: readonly unknown[]
}

/** The path of the next page; undefined after the last, and a problem where no request leads there. */
function nextPage(
  list: ListNote,
  { page, seen, answer, shown }: LastPage,
): string | { readonly problem: string } | undefined {
  const { path, number, offset, first = 0, cursor, link } = list
  if (number !== undefined) return `${path}?${percentEncoded(number.name)}=${number.first + page + 1}`
  if (offset !== undefined) return `${path}?${percentEncoded(offset)}=${first + seen}`
  const place = link ?? cursor?.next
  if (place === undefined) return undefined
  const next = nextIn(answer, typeof place === 'string' ? { at: place } : place, shown)
  if (next === undefined || cursor === undefined || link !== undefined) return linked(path, next)
  return `${path}?${percentEncoded(cursor.name)}=${percentEncoded(next)}`
}

/** The list's own path with the query of a link: no link leads to another host, or to another list. */
function linked(path: string, link: string | undefined): string | { readonly problem: string } | undefined {
  if (link === undefined || link === '') return undefined
  const base = `http://target.invalid${path}`
  const { pathname, search } = URL.canParse(link, base) ? new URL(link, base) : { pathname: '', search: '' }
  return pathname.endsWith(path) ? `${path}${search}` : { problem: 'the list leads on to a path of another list' }
}
