import type { PageStyle } from '../../resource/model.ts'
import { segmentAt } from '../send/create-note.ts'
import type { Answer } from '../session/exchange.ts'
import { sizeName } from '../walk/page-size.ts'
import type { World } from '../world/world.ts'

/** A style that an answer shows and the contract does not state. */
export interface LinkedStyle {
  readonly style: PageStyle
  /** A relation in a header has one meaning (RFC 8288). A name in a body says less. */
  readonly level: 'must' | 'should'
}

/** Usual places of a link to the next page in a body. */
const PLACES = [
  '/links/next',
  '/_links/next/href',
  '/links/next/href',
  '/_links/next',
  '/paging/next',
  '/meta/next',
  '/next',
  '/next_page',
  '/next_page_url',
  '/nextPage',
  '/nextLink',
]

/**
 * Links to the next page that the contract does not mention lead through the same members.
 * @param first a page of the style
 */
export function linkedStyles(
  first: Answer,
  style: PageStyle,
  { resource }: Pick<World, 'resource'>,
): readonly LinkedStyle[] {
  const known = resource.list?.pages?.value ?? []
  const size = [style, ...known].map(sizeName).find((name) => name !== undefined)
  if (size === undefined) return []
  const links = known.flatMap((one) => (one.style === 'link' ? [one.next] : []))
  const inHeader = links.length === 0 && /rel="?next/i.test(first.header('link') ?? '')
  const at = PLACES.filter((place) => !links.some((next) => 'at' in next && next.at === place)).find((place) =>
    /^(?:https?:\/\/|\/)\S*\?/.test(segmentAt(first.json, place) ?? ''),
  )
  return [
    ...(inHeader ? [{ style: { style: 'link', size, next: { header: 'link' } }, level: 'must' } as const] : []),
    ...(at === undefined ? [] : [{ style: { style: 'link', size, next: { at } }, level: 'should' } as const]),
  ]
}
