import type { ApiOperation } from '../document/api-document.ts'
import { valueAt } from '../json/pointer.ts'
import type { ListFacts, NextPage, PageStyle } from '../resource/model.ts'
import { itemsIn, segmentAt } from './create-note.ts'
import { type Answer, isSuccess } from './exchange.ts'

/** How a list is walked. */
export interface WalkOptions {
  /** Default: the first style of the list. */
  readonly style?: PageStyle
  /** The members that a page shall have; default: as many as the document allows, up to 100. */
  readonly size?: number
  /** The walk ends early where this is true of the members so far. */
  readonly until?: (members: readonly unknown[]) => boolean
  readonly query?: Readonly<Record<string, string | undefined>>
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

/** What a walk needs of the world. */
export interface Walking {
  readonly list: ListFacts
  readonly operation: ApiOperation
  /** Asks for a page: by query, or by the path and query of a link. */
  readonly ask: (query: Readonly<Record<string, string | undefined>>, link?: string) => Promise<Answer>
}

/** Walks a list to its end, or until enough of it is seen. */
export async function walkList({ list, operation, ask }: Walking, options: WalkOptions = {}): Promise<Walk> {
  const style = options.style ?? list.pages?.value[0] ?? { style: 'whole' }
  const size = sizeFor(style, operation, options.size)
  const pages: { answer: Answer; members: readonly unknown[] }[] = []
  let next: Step | undefined = firstStep(style, size)
  let complete = false
  let members: readonly unknown[] = []
  while (next !== undefined && pages.length < MOST_PAGES) {
    const answer: Answer = await ask({ ...options.query, ...next.query }, next.link)
    const shown = itemsIn(answer.json, list.items?.value ?? '')
    pages.push({ answer, members: shown })
    members = members.concat(shown)
    if (!isSuccess(answer)) break
    next = stepAfter({ style, size, answer, shown, members })
    complete = next === undefined
    if (options.until?.(members) === true) break
  }
  const [first] = pages
  const last = pages.at(-1)?.answer
  if (first === undefined || last === undefined) throw new Error('a walk has a first page')
  const total = list.total === undefined ? undefined : valueAt(first.answer.json, list.total.value)
  return { members, pages, last, complete, size, total }
}

interface Step {
  readonly query: Readonly<Record<string, string>>
  readonly link?: string
}

function sizeName(style: PageStyle): string | undefined {
  if (style.style === 'whole') return undefined
  return style.style === 'offset' ? style.limit : style.size
}

/** The size to ask for, within the bounds that the document states. */
function sizeFor(style: PageStyle, { parameters }: ApiOperation, wanted = 100): number | undefined {
  const name = sizeName(style)
  if (name === undefined) return undefined
  const schema = parameters.find((one) => one.name === name && one.in === 'query')?.schema
  const { minimum = 1, maximum = wanted } = (typeof schema === 'object' ? schema : {}) as {
    minimum?: number
    maximum?: number
  }
  return Math.max(minimum, Math.min(wanted, maximum))
}

function firstStep(style: PageStyle, size: number | undefined): Step {
  const name = sizeName(style)
  const sized = name === undefined || size === undefined ? {} : { [name]: String(size) }
  if (style.style === 'number') return { query: { ...sized, [style.number]: String(style.first) } }
  if (style.style === 'offset') return { query: { ...sized, [style.offset]: '0' } }
  return { query: sized }
}

interface Seen {
  readonly style: PageStyle
  readonly size: number | undefined
  readonly answer: Answer
  /** The members of the last page, and of all pages. */
  readonly shown: readonly unknown[]
  readonly members: readonly unknown[]
}

/** The next page; undefined after the last. Without a page size, the walk ends at an empty page. */
function stepAfter({ style, size, answer, shown, members }: Seen): Step | undefined {
  const name = sizeName(style)
  const sized = name === undefined || size === undefined ? {} : { [name]: String(size) }
  switch (style.style) {
    case 'whole':
      return undefined
    case 'number':
    case 'offset': {
      if (shown.length === 0 || (size !== undefined && shown.length < size)) return undefined
      if (style.style === 'offset') return { query: { ...sized, [style.offset]: String(members.length) } }
      const number = Number(new URL(answer.asked.split(' ')[1] ?? '', 'http://x').searchParams.get(style.number))
      return { query: { ...sized, [style.number]: String(number + 1) } }
    }
    case 'cursor': {
      const next = nextIn(answer, style.next, shown)
      return next === undefined ? undefined : { query: { ...sized, [style.cursor]: next } }
    }
    case 'link': {
      const next = nextIn(answer, style.next, shown)
      return next === undefined ? undefined : { query: {}, link: next }
    }
  }
}

/** The cursor or the link of the next page; undefined on the last page. */
function nextIn(answer: Answer, next: NextPage, shown: readonly unknown[]): string | undefined {
  if ('at' in next) return segmentAt(answer.json, next.at)
  if ('lastMember' in next) return segmentAt(shown.at(-1), next.lastMember)
  if ('links' in next) {
    const links = itemsIn(answer.json, next.links)
    return segmentAt(
      links.find((link) => valueAt(link, next.relation) === 'next'),
      next.target,
    )
  }
  const header = answer.header(next.header)
  if (header === undefined || header === '') return undefined
  if (next.header.toLowerCase() !== 'link') return header
  return /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(header)?.[1]
}
