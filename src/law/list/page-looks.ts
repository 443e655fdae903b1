import type { PageStyle } from '../../resource/model.ts'
import {
  faultsAlone,
  faultsBeside,
  faultsOfBoth,
  keysOf,
  type PageFault,
  showSame,
  type Walked,
} from '../walk/compare-walks.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import {
  areHiddenByValue,
  LEFT_OUT,
  mayLeaveOutAll,
  listsState,
  OLDEST_REMOVED,
  removesOldest,
} from './hidden-by-value.ts'
import { holdsMember, showsKeys } from './list-membership.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { pageSize, sizeName } from '../walk/page-size.ts'
import type { Walk } from '../walk/walk-list.ts'
import type { World } from '../world/world.ts'

/** A whole walk, and its style: walks by the other styles show the same members. */
export interface Base {
  readonly style: PageStyle
  readonly large: LargeWalk
}

/** A way to page through a list, the whole walk to compare with, and members of the run. */
export interface Styled {
  readonly style: PageStyle
  readonly base: Base | undefined
  readonly above: readonly string[]
  readonly members: readonly Member[]
}

/** Walks by one style. */
export interface StyleLook {
  readonly faults: readonly PageFault[]
  /** True if the list shows the same members before and after. */
  readonly isSteady: boolean
  readonly large: LargeWalk
  /** The answer of a small page. */
  readonly answer: Answer
}

type LargeWalk = Walked & { readonly walk: Walk }

/** The most pages of walks, as counts: with large pages, with pages of one member, and with pages of a few. */
const LARGE = 12
const ONES = 2
const FEWS = 6

/** The walks in a row that must show a fault, as a count. */
const REPEATS = 3

/** Walks with large pages, with pages of one member, and with pages of a few. */
export async function lookAtStyle(styled: Styled, world: World): Promise<StyleLook> {
  const large = styled.base?.large ?? (await largeWalk(styled, world))
  const faults =
    styled.base === undefined ? [...faultsAlone(large), ...(await ownLost(large, styled.members, world))] : []
  const again = (): Promise<LargeWalk> => largeWalk({ ...styled, style: styled.base?.style ?? styled.style }, world)
  let isSteady = faults.length === 0 || showSame(large, await again())
  let answer = large.walk.last
  for (const { size, most } of sizesFor(styled, large, world)) {
    const small = await walkBy({ ...styled, size, most }, world)
    answer = small.walk.pages[0]?.answer ?? answer
    let found = faultsBeside(small, large)
    // Another client that writes now and then spoils one walk, and not each of three in a row.
    for (let walk = 1; walk < REPEATS && found.length > 0; walk += 1)
      found = faultsOfBoth(found, faultsBeside(await walkBy({ ...styled, size, most }, world), large))
    isSteady = isSteady && (found.length === 0 || showSame(large, await again()))
    faults.push(...found)
  }
  return { faults, isSteady, answer, large }
}

function largeWalk(styled: Styled, world: World): Promise<LargeWalk> {
  return walkBy({ ...styled, size: sizeName(styled.style) === undefined ? null : 100, most: LARGE }, world)
}

/** Sizes of small pages: one member, so that the last page is full; and some three pages, of which the last is not. */
function sizesFor(
  { style, base }: Styled,
  large: Walked,
  world: World,
): readonly { readonly size: number; readonly most: number }[] {
  const operation = world.operation(world.resource.list?.operation ?? '')
  const count = keysOf(large).length
  const few = [0, 1, 2].map((more) => Math.max(2, Math.ceil(count / 3)) + more)
  const wanted = large.complete ? (few.find((size) => count % size !== 0) ?? 2) : 10
  // A page between the first and the last has borders on both sides.
  const two = large.complete && count > 4 && count <= 2 * wanted ? [2] : []
  const sizes = [...(base === undefined ? [1] : []), wanted, ...two].flatMap(
    (size) => pageSize(style, operation, size) ?? [],
  )
  // More than a large page has is more than the server gives.
  const most = large.pages.length > 1 ? (large.pages[0]?.length ?? count) : count
  return [...new Set(sizes)]
    .filter((size) => size < count && size <= most && size !== large.size)
    .map((size) => ({ size, most: size === 1 ? ONES : FEWS }))
}

interface Walking extends Styled {
  readonly size: number | null
  readonly most: number
}

async function walkBy({ style, above, size, most }: Walking, world: World): Promise<LargeWalk> {
  const walk = await world.walk(above, { style, size, most })
  if (!isSuccess(walk.last)) throw new NotVerified(`a page was answered ${walk.last.status}`)
  if (!showsKeys(walk.members, world)) throw new NotVerified('the list does not show the keys of its members')
  const shown = walk.pages.map(({ members }) =>
    members.map((member) => ({ key: (world.keysOf(member) ?? []).join('/'), text: JSON.stringify(member) })),
  )
  const answers = walk.pages.map(({ answer }) => answer)
  return { walk, complete: walk.complete, size: walk.size, pages: shown, answers }
}

/** The first member of the run that the whole list lacks, although it is there. */
async function ownLost(
  { walk, ...walked }: LargeWalk,
  members: readonly Member[],
  world: World,
): Promise<readonly PageFault[]> {
  const missing = members.filter((member) => !holdsMember(walk.members, member, world))
  const [lost] = missing
  const shown = members.filter((member) => !missing.includes(member))
  if (lost !== undefined && (listsState(world) || mayLeaveOutAll(walk.members, members, world)))
    throw new NotVerified(LEFT_OUT)
  if (lost !== undefined && removesOldest(world)) throw new NotVerified(OLDEST_REMOVED)
  if (lost === undefined || !walk.complete || areHiddenByValue(missing, shown)) return []
  const read = await world.readOf(lost)
  return read !== undefined && !isSuccess(read)
    ? []
    : [{ kind: 'lost', key: lost.own.join('/'), walk: walked, count: 0 }]
}

/** The same with a whole walk of now. */
export async function anew(styled: Styled, world: World): Promise<Styled> {
  if (styled.base === undefined) return styled
  const { style } = styled.base
  return { ...styled, base: { style, large: await largeWalk({ ...styled, style }, world) } }
}
