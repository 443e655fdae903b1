import { formatPointer, isObject } from '../../json/pointer.ts'
import type { ListFacts, Pointer } from '../../resource/model.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { sameKeys } from './same-keys.ts'
import type { Noting } from './noting.ts'
import type { World } from '../world/world.ts'

type Place = Pick<Member, 'above'> & Partial<Pick<Member, 'own'>>

/** Lists the members: where they stand, their total, and pages of one member. */
export async function observeList(world: World, place: Place, noting: Noting): Promise<void> {
  const { list } = world.resource
  if (list === undefined) return
  const { note, known, line } = noting
  const walk = await world.walk(place.above)
  const answer = known(walk.last, list.operation)
  if (!isSuccess(answer)) return
  const at = list.items?.value ?? arrayWith(world, place, answer)
  const members = list.items === undefined ? [] : walk.members
  const isThere = place.own === undefined || members.some((shown) => sameKeys(world.keysOf(shown), place.own))
  if (at !== undefined && place.own !== undefined && (list.items === undefined || isThere))
    note('list.items', at, `${line(list.operation)} was answered with the member at "${at}"`)
  if (list.total !== undefined && walk.complete && walk.total === members.length)
    note('list.total', list.total.value, `${line(list.operation)} was answered with the number of its members`)
  // Pages of one member need two members.
  if (place.own !== undefined && walk.members.length < 2 && isPaged(list)) await world.fresh({ variant: 2 })
  await observePages(world, place, noting)
}

function isPaged({ pages }: ListFacts): boolean {
  return pages?.value.some(({ style }) => style !== 'whole') === true
}

/** Each page style with a size is asked for a page of one member. Styles that give two different pages are kept. */
async function observePages(world: World, { above }: Place, { note, remark, line }: Noting): Promise<void> {
  const { list } = world.resource
  const styles = list?.pages?.value ?? []
  const kept = []
  for (const style of styles) {
    if (style.style === 'whole') continue
    const { pages, size } = await world.walk(above, { style, size: 1, until: (seen) => seen.length > 1 })
    const [first, second] = pages
    if (first === undefined || size !== 1 || !isSuccess(first.answer)) continue
    if (first.members.length > 1)
      remark(`${line(list?.operation ?? '')} was answered with ${first.members.length} members on a page of 1`)
    const [one, other] = [first, second].map((page) => (page?.members.length === 1 ? page.members[0] : undefined))
    if (one === undefined || other === undefined || sameKeys(world.keysOf(one), world.keysOf(other))) continue
    kept.push(style)
  }
  // A sure fact stays whole: a style that was not seen may need more members.
  const value = list?.pages?.certainty === 'sure' ? styles : kept
  if (kept.length > 0) note('list.pages', value, `${line(list?.operation ?? '')} gave pages of one member`)
}

/** The array of an answer that holds the member. */
function arrayWith(world: World, { own }: Place, { json }: Answer): Pointer | undefined {
  const holds = (items: unknown): boolean =>
    Array.isArray(items) && items.some((item) => sameKeys(world.keysOf(item), own))
  if (holds(json)) return ''
  const name = isObject(json) ? Object.keys(json).find((each) => holds(json[each])) : undefined
  return name === undefined ? undefined : formatPointer([name])
}
