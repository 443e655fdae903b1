import type { NextPage, PageStyle } from '../../resource/model.ts'
import { namesNextLink } from '../../resource/shape/next-page.ts'
import { segmentAt } from '../send/create-note.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import { linkWith } from '../send/link-header.ts'
import { sizeName } from './page-size.ts'
import { isObject, valueAt } from '../../json/pointer.ts'

/** The request for the next page. */
export interface Step {
  readonly query: Readonly<Record<string, string>>
  readonly link?: string
}

/** Returns the step to the first page. */
export function firstStep(style: PageStyle, size: number | undefined): Step {
  const name = sizeName(style)
  const sized = name === undefined || size === undefined ? {} : { [name]: String(size) }
  if (style.style === 'number') return { query: { ...sized, [style.number]: String(style.first) } }
  if (style.style === 'offset') return { query: { ...sized, [style.offset]: String(style.first ?? 0) } }
  return { query: sized }
}

/** The pages that a walk has seen. */
export interface PagesSeen {
  readonly style: PageStyle
  readonly size: number | undefined
  /** True for the largest size that the document allows: a server may give fewer. */
  readonly isLargest: boolean
  readonly answer: Answer
  /** The members of the last page, and of all pages. */
  readonly shown: readonly unknown[]
  readonly members: readonly unknown[]
  /** The members of the first page, and the total that the last page states. */
  readonly first: readonly unknown[]
  readonly total: unknown
}

/** The fewest members that a server allows a page at most, as a count. */
const FEWEST = 10

/**
 * True for a page that is shorter than the first, or than was asked for. A server may give fewer than were asked for. So a first page of
 * some length ends the list only if the total says so. No short page ends it if the total or a link says that there is more.
 */
function isShort({ size, isLargest, answer, shown, members, first, total }: PagesSeen): boolean {
  if (size === undefined || (shown.length > 0 && leadsOn(answer))) return false
  if (shown.length < Math.min(size, first.length)) return true
  if (isLargest && shown.length > 0 && saysMore({ answer, members, total })) return false
  return shown.length < size && (shown.length < FEWEST || (typeof total === 'number' && total <= members.length))
}

/** True for a page after which the total counts more members, or a link leads on. */
function saysMore({ answer, members, total }: Pick<PagesSeen, 'answer' | 'members' | 'total'>): boolean {
  return (typeof total === 'number' && total > members.length) || linkWith('next', answer.header('link')) !== undefined
}

/** True for a page whose body links to the next one. A server of such pages may end one before the size that was asked for. */
function leadsOn({ json }: Answer): boolean {
  return (
    isObject(json) &&
    Object.entries(json).some(([name, value]) => namesNextLink(name) && typeof value === 'string' && value !== '')
  )
}

/** The next page; undefined after the last. Without a page size, the walk ends at an empty page. */
export function stepAfter(seen: PagesSeen): Step | undefined {
  const { style, size, answer, shown, members } = seen
  const name = sizeName(style)
  const sized = name === undefined || size === undefined ? {} : { [name]: String(size) }
  switch (style.style) {
    case 'whole':
      return undefined
    case 'number':
    case 'offset': {
      if (shown.length === 0 || isShort(seen)) return undefined
      if (style.style === 'offset')
        return { query: { ...sized, [style.offset]: String((style.first ?? 0) + members.length) } }
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

/** True for an answer without the object in which pages name the next one: the list has another form, and its end is unknown. */
export function hidesNext(style: PageStyle, { json }: Answer): boolean {
  if (!Array.isArray(json) || (style.style !== 'cursor' && style.style !== 'link')) return false
  return 'at' in style.next || 'links' in style.next
}

/** The cursor or the link of the next page; undefined on the last page. */
export function nextIn(
  answer: Pick<Answer, 'json' | 'header'>,
  next: NextPage,
  shown: readonly unknown[],
): string | undefined {
  if ('at' in next) return segmentAt(answer.json, next.at)
  if ('lastMember' in next) return segmentAt(shown.at(-1), next.lastMember)
  if ('links' in next) {
    const links = valueAt(answer.json, next.links)
    return segmentAt(
      Array.isArray(links) ? links.find((link) => valueAt(link, next.relation) === 'next') : undefined,
      next.target,
    )
  }
  const header = answer.header(next.header)
  if (header === undefined || header === '') return undefined
  return next.header.toLowerCase() === 'link' ? linkWith('next', header) : header
}

/**
 * True for a page past the end by its number or offset: it is refused, or it is the last page once more. Both are the choice of a server.
 */
export function isPastEnd({
  style: { style },
  answer,
  shown,
  before,
}: Pick<PagesSeen, 'style' | 'answer' | 'shown'> & { readonly before: readonly unknown[] | undefined }): boolean {
  if (before === undefined || (style !== 'number' && style !== 'offset')) return false
  if (PAST_END.has(answer.status)) return true
  return isSuccess(answer) && shown.length > 0 && JSON.stringify(shown) === JSON.stringify(before)
}

const PAST_END = new Set([400, 404, 410, 416, 422])
