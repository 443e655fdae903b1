import type { Example } from '../property-source.ts'
import { shuffled, type Rng } from '../rng.ts'
import type { Mode } from '../mode.ts'
import { type HistoryDrawing, type HistoryStep, type Move, staysHere } from './history.ts'
import { lifeLength, lifeSteps } from './long-life.ts'
import { survivalLength, survivalSteps } from './survivals.ts'

/** The bodies of tours: with few properties, or rich. Each rich one differs from those before it where it can. */
export interface TourBodies {
  readonly lean: (key: string) => Example
  readonly rich: (key: string) => Example
  /** A rich body with values that other keys take at a property of the same name: a target that mixes keys up shows them there. */
  readonly sharing: (key: string) => Example
  /** A body that has another value for each property of a rich one, such as the default. */
  readonly opposite: (key: string, rich: Example) => Example
  /** A body that breaks one rule, the next one at each call; where a key to name is given, a body that names it in place of its own. */
  readonly refused: (key: string, named?: string) => Example
  /** A simple body of a mode. */
  readonly simple: (mode: Mode, key: string) => Example
}

interface Touring {
  readonly rng: Rng
  readonly bodies: TourBodies
  /** The number of the tour, from 0. */
  readonly index: number
}

/** The tours that visit each key, as a count. */
const VISITS = 2

/**
 * The part of a tour. The first ones visit each key. In one group, later ones show in turn what survives the next request, and the long life of a
 * member.
 */
type Kind = 'visits' | 'survivals' | 'life'

function kindOf({ twoGroups }: Pick<HistoryDrawing, 'twoGroups'>, index: number): Kind {
  if (twoGroups || index < VISITS) return 'visits'
  return isVariedTour(index) ? 'life' : 'survivals'
}

/** A tour. Undefined where the moves lack a request that tours need. */
export function drawTour(drawing: HistoryDrawing, touring: Touring): readonly HistoryStep[] | undefined {
  const moves = movesOf(drawing.moves)
  if (moves === undefined) return undefined
  const kind = kindOf(drawing, touring.index)
  return kind === 'visits' ? visitsOf(drawing, moves, touring) : shortTour(kind, drawing, { known: moves, ...touring })
}

/**
 * Creates all members with rich bodies, and then shows one thing of them. What survives comes after creates with few properties, of each key
 * with documented defaults. A target that takes a default from an earlier create of another key shows its value there.
 */
function shortTour(
  kind: Exclude<Kind, 'visits'>,
  drawing: HistoryDrawing,
  { known, bodies }: Pick<Touring, 'bodies'> & { readonly known: TourMoves },
): readonly HistoryStep[] {
  const { keys, moves } = drawing
  const riches = new Map(keys.map((key) => [key, kind === 'life' ? bodies.rich(key) : bodies.sharing(key)]))
  const rich = (key: string): Example => riches.get(key) ?? bodies.rich(key)
  const created = keys.map((key): HistoryStep => ({ move: known.create, key, body: rich(key) }))
  const plain = withDefaults(drawing).flatMap((key): readonly HistoryStep[] => [
    { move: known.remove, key },
    { move: known.create, key, body: bodies.lean(key) },
    // The next key meets the create of a rich body again.
    { move: known.remove, key },
    { move: known.create, key, body: rich(key) },
  ])
  const [first = ''] = keys
  const updates = [bodies.opposite(first, rich(first)), rich(first)]
  return [
    ...created,
    ...(kind === 'life'
      ? lifeSteps(moves, keys, { known, bodies: updates })
      : [...plain, ...survivalSteps(moves, keys, { known, bodies: { ...bodies, rich } })]),
  ]
}

/** The keys of which a property has a documented default. */
function withDefaults({ keys, defaults = {} }: Pick<HistoryDrawing, 'keys' | 'defaults'>): readonly string[] {
  return keys.filter((key) => Object.keys(defaults[key] ?? {}).length > 0)
}

/**
 * A history that deletes, creates, reads and updates each member while all others are there with rich bodies. Refused writes are sent in
 * between. A varied tour creates the members in a random order, and those of the other group in the reverse one. One request and one list
 * after it judge the pairs of its key with every other key. Each member is created twice with one body of few properties, at first without
 * neighbours: the second create shows what it takes from them, or from the deleted member. Before the first create of a key, a refused
 * request names it. In a varied tour the looks have each variation in turn, since a target may forget what it knows only there. Its updates
 * are sent twice, and its writes are in the other group where there is one. Each other request about the whole list is sent once, while all
 * members are there.
 */
function visitsOf(
  drawing: HistoryDrawing,
  moves: TourMoves,
  { bodies, rng, ...touring }: Touring,
): readonly HistoryStep[] {
  const { create, update, remove, list, reads, refused, ofAll } = moves
  const isVaried = isVariedTour(touring.index)
  const varied = isVaried ? variationsInTurn(drawing.moves) : (step: HistoryStep): HistoryStep => step
  const [here, there] = !drawing.twoGroups ? [{}, {}] : isVaried ? [IN_OTHER, {}] : [{}, IN_OTHER]
  const keys = isVaried ? shuffled(drawing.keys, rng) : drawing.keys
  const around = drawing.twoGroups
    ? keys.toReversed().map((key) => ({ move: create, key, ...there, body: bodies.rich(key) }))
    : []
  const own = keys.map((key): Own => ({ key, rich: bodies.rich(key), lean: bodies.lean(key) }))
  const leanly = ({ key, lean }: Own): HistoryStep => ({ move: create, key, ...here, body: lean })
  // A target that goes by the body creates the member that a refused request names: the create then meets it.
  const announced = own.flatMap((one, index): readonly HistoryStep[] => {
    const move = refused[(index + Number(isVaried)) % Math.max(1, refused.length)]
    const { key } = own[(index + 1) % own.length] ?? one
    const named = move === undefined ? [] : [{ move, key, ...here, body: bodies.refused(key, one.key) }]
    return [...named, leanly(one)]
  })
  const updated = (key: string, body: Example): HistoryStep => ({ move: update, key, ...here, body })
  const richly = ({ key, rich }: Own): HistoryStep => updated(key, rich)
  const look = (group: object): HistoryStep => varied({ move: list, key: '', ...group })
  const visits = shuffled(own, rng).flatMap((one, index) => {
    const { key } = one
    const refusal = (move: number): HistoryStep => ({ move, key, ...here, body: bodies.refused(key) })
    return [
      { move: remove, key, ...here },
      look(here),
      // One of the refused requests meets the absent member.
      ...refused.filter((_, place) => place === index % refused.length).map(refusal),
      // A value that the first create with this body did not show comes from elsewhere.
      leanly(one),
      ...refused.map(refusal),
      ...reads.map((move) => varied({ move, key, ...here })),
      // A property that this update leaves out must not come from the refused bodies.
      updated(key, one.lean),
      // A neighbour has the same values before and after its own visit, so that each visit of another key meets them.
      richly(one),
      ...(drawing.twoGroups ? [look(there)] : []),
    ]
  })
  const opposite = own.map(({ key, rich }) => updated(key, bodies.opposite(key, rich)))
  // The second of two equal updates must do nothing more, also to what both leave out.
  const twice = isVaried ? own.flatMap(({ key, lean }) => [updated(key, lean), updated(key, lean)]) : []
  const beside = ofAll.map((move): HistoryStep => {
    const step = { move, key: '' }
    return staysHere(step, drawing.moves) ? step : { ...step, ...here }
  })
  // The second of two updates must leave an id that the first took from another member.
  return [...announced, ...around, ...own.map(richly), ...twice, ...opposite, ...own.map(richly), ...visits, ...beside]
}

/** Gives each step of a move the next variation that its group allows. */
function variationsInTurn(moves: readonly Move[]): (step: HistoryStep) => HistoryStep {
  const counts = new Map<string, number>()
  return (step) => {
    const own = (moves[step.move]?.variations ?? []).filter(
      (variation) => step.other !== true || !staysHere({ ...step, variation }, moves),
    )
    const place = `${step.move} ${step.other === true}`
    const count = counts.get(place) ?? 0
    counts.set(place, count + 1)
    const variation = own[count % Math.max(1, own.length)]
    return variation === undefined ? step : { ...step, variation }
  }
}

/** A key with its bodies. */
interface Own {
  readonly key: string
  readonly rich: Example
  readonly lean: Example
}

const IN_OTHER = { other: true } as const

/** True for the tours with variations: every second one. */
function isVariedTour(index: number): boolean {
  return index % 2 === 1
}

/** The steps of the tour with an index, as a count; 0 where the moves lack a request that a tour needs. */
export function tourLength(drawing: HistoryDrawing, index: number): number {
  const { moves, keys, twoGroups } = drawing
  const found = movesOf(moves)
  if (found === undefined) return 0
  const kind = kindOf({ twoGroups }, index)
  if (kind === 'life') return keys.length + lifeLength(moves, keys, found)
  if (kind === 'survivals') return keys.length + 4 * withDefaults(drawing).length + survivalLength(moves, keys, found)
  const groups = twoGroups ? 2 : 1
  const atStart = (found.refused.length > 0 ? 1 : 0) + 4 + (isVariedTour(index) ? 2 : 0)
  // By key: a refused write, a create and updates at the start; a delete, a look, a create, two updates; looks and writes of the other group.
  const { reads, refused, ofAll } = found
  const ofVisit = 5 + reads.length + refused.length + Math.min(1, refused.length)
  return ofAll.length + keys.length * (atStart + ofVisit + 2 * (groups - 1))
}

interface TourMoves {
  readonly create: number
  readonly update: number
  readonly remove: number
  readonly list: number
  /** The reads of a key, and the writes that must be refused for their body. */
  readonly reads: readonly number[]
  readonly refused: readonly number[]
  /** Other requests about the whole list. */
  readonly ofAll: readonly number[]
}

function movesOf(moves: readonly Move[]): TourMoves | undefined {
  const [create, update, remove, list] = [
    moves.findIndex((one) => hasValidBody(one) && one.in.absent.writes && !one.in.present.writes),
    moves.findIndex((one) => hasValidBody(one) && one.in.present.writes),
    moves.findIndex((one) => one.in.present.writes && one.in.present.after === 'absent'),
    moves.findIndex((one) => !one.isKeyed && one.looks),
  ]
  if ([create, update, remove, list].includes(-1)) return undefined
  const where = (holds: (move: Move) => boolean): readonly number[] =>
    moves.flatMap((one, index) => (one.isKeyed && holds(one) ? [index] : []))
  const [reads, refused] = [where(({ looks }) => looks), where(({ body }) => body === 'invalid')]
  const ofAll = moves.flatMap(({ isKeyed, looks }, index) => (isKeyed || looks ? [] : [index]))
  return { create, update, remove, list, reads, refused, ofAll }
}

function hasValidBody({ body }: Move): boolean {
  return body === 'valid'
}
