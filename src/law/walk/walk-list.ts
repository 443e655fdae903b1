import type { ApiOperation } from '../../document/api-document.ts'
import { valueAt } from '../../json/pointer.ts'
import type { ListFacts, PageStyle } from '../../resource/model.ts'
import { itemsIn } from '../send/items-in.ts'
import { type Answer, isRefusal, isSuccess } from '../session/exchange.ts'
import { pageSize, statesMaximum } from './page-size.ts'
import { firstStep, hidesNext, isPastEnd, type Step, stepAfter } from './page-steps.ts'

/** Options of a walk. */
export interface WalkOptions {
  /** Another list of the same members. */
  readonly list?: ListFacts
  /** Default: the first style of the list. */
  readonly style?: PageStyle
  /** The members that a page shall have; default: as many as the document allows, up to 100. Null: no size is asked for. */
  readonly size?: number | null
  /** The most pages, as a count. Default: 40. */
  readonly most?: number
  /** The walk ends early where this is true of the members so far. */
  readonly until?: (members: readonly unknown[]) => boolean
  readonly query?: Readonly<Record<string, string | undefined>>
  /** Query parameters that are sent once for each of their values. */
  readonly lists?: Readonly<Record<string, readonly string[]>>
}

/** The members of a list, page by page. */
export interface Walk {
  readonly members: readonly unknown[]
  /** The answers in order. */
  readonly pages: readonly { readonly answer: Answer; readonly members: readonly unknown[] }[]
  readonly last: Answer
  /** True if the walk came to its end: false where a page could not be read, or where there were too many. */
  readonly complete: boolean
  /** The page size that was asked for; undefined where none was. */
  readonly size: number | undefined
  /** The total that the first page states. */
  readonly total: unknown
}

/** The most pages of a walk, as a count. */
const MOST_PAGES = 40

/** The parts of the world that a walk needs. */
export interface Walking {
  readonly list: ListFacts
  readonly operation: ApiOperation
  /** True where the way to the next page is a guess: a refusal of it ends the walk, and says nothing. */
  readonly isGuess?: boolean
  /** Asks for a page: by query, or by the path and query of a link. */
  readonly ask: (query: Readonly<Record<string, string | undefined>>, link?: string) => Promise<Answer>
}

/** Walks a list to its end, or until enough of it is seen. */
export async function walkList(walking: Walking, options: WalkOptions = {}): Promise<Walk> {
  const { list, operation, ask } = walking
  const style = options.style ?? list.pages?.value[0] ?? { style: 'whole' }
  const size = options.size === null ? undefined : pageSize(style, operation, options.size)
  const pages: { answer: Answer; members: readonly unknown[] }[] = []
  let next: Step | undefined = firstStep(style, size)
  let complete = false
  let members: readonly unknown[] = []
  while (next !== undefined && pages.length < (options.most ?? MOST_PAGES)) {
    const answer: Answer = await ask({ ...options.query, ...next.query }, next.link)
    const shown = itemsIn(answer.json, list.items?.value ?? '')
    if (walking.isGuess === true && pages.length > 0 && isRefusal(answer)) {
      complete = false
      break
    }
    complete = isPastEnd({ style, answer, shown, before: pages.at(-1)?.members })
    // A page that comes again in the place of members that the total counts is no page past the end.
    if (complete && !(isSuccess(answer) && counts(totalIn(answer, list), members))) break
    pages.push({ answer, members: shown })
    members = members.concat(shown)
    if (!isSuccess(answer) || complete) break
    next = stepAfter({
      style,
      size,
      isLargest: size === pageSize(style, operation),
      answer,
      shown,
      members,
      first: pages[0]?.members ?? [],
      total: totalIn(answer, list),
    })
    complete = next === undefined && !hidesNext(style, answer)
    if (options.until?.(members) === true) break
  }
  const [first] = pages
  const last = pages.at(-1)?.answer
  if (first === undefined || last === undefined) throw new Error('a walk has a first page')
  // A size that nothing but habit suggests may be more than the server gives.
  const isOwnSize = options.size === undefined && size !== undefined && !statesMaximum(style, operation)
  if (isOwnSize && pages.length === 1 && (last.status === 400 || last.status === 422))
    return walkList(walking, { ...options, size: null })
  return { members, pages, last, complete, size, total: totalIn(first.answer, list) }
}

/** True for a total that counts more members than were shown. */
function counts(total: unknown, { length }: readonly unknown[]): boolean {
  return typeof total === 'number' && total > length
}

/** The total that an answer states, in its body or in a header. A header that is no number stays a text. */
export function totalIn(
  { json, header }: Pick<Answer, 'json' | 'header'>,
  { total }: Pick<ListFacts, 'total'>,
): unknown {
  if (total === undefined) return undefined
  if (!total.value.startsWith(HEADER)) return valueAt(json, total.value)
  const text = header(total.value.slice(HEADER.length))?.trim()
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : text
}

/** The start of a total that stands in a header. */
export const HEADER = 'header:'
