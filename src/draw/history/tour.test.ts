import { expect, test } from 'vitest'
import { CONTRACT, VALIDATORS } from '../../contract/loaded.test-support.ts'
import { openSource } from '../open-source.ts'
import { type HistoryDrawing, type HistoryStep, historyOf, type Move } from './history.ts'
import { createStates } from './states.ts'
import { tourLength } from './tour.ts'

const move = (more: Partial<Move> = {}): Move => ({
  isKeyed: true,
  looks: false,
  variations: [],
  in: { absent: { after: 'absent', writes: false }, present: { after: 'present', writes: false } },
  ...more,
})
const toPresent = { after: 'present', writes: true } as const
const [CREATE, UPDATE, DELETE, LIST, READ, REFUSED] = [0, 1, 2, 3, 4, 5]
const MOVES: readonly Move[] = [
  move({ body: 'valid', in: { absent: toPresent, present: { after: 'present', writes: false } } }),
  move({ body: 'valid', in: { absent: { after: 'open', writes: false }, present: toPresent } }),
  move({ in: { absent: { after: 'absent', writes: false }, present: { after: 'absent', writes: true } } }),
  move({ isKeyed: false, looks: true }),
  move({ looks: true }),
  move({ body: 'invalid' }),
]
const KEYS = ['DATADOG', 'PROMETHEUS', 'SLACK', 'OPS_GENIE']
const DRAWING: HistoryDrawing = {
  part: 'history',
  keys: KEYS,
  length: 12,
  moves: MOVES,
  tours: 2,
  defaults: {
    DATADOG: { sendDatabaseMetrics: false, sendQueryStatsMetrics: false },
    OPS_GENIE: { region: 'US' },
  },
  twoGroups: false,
}

const toursOf = (drawing: Partial<HistoryDrawing> = {}): readonly (readonly HistoryStep[])[] => {
  const source = openSource({ ...DRAWING, ...drawing }, { contract: CONTRACT, validators: VALIDATORS, seed: '7' })
  return [0, 1].map((index) => historyOf(source.example(index)))
}
const valueOf = ({ body }: HistoryStep): Readonly<Record<string, unknown>> =>
  (body?.value ?? {}) as Readonly<Record<string, unknown>>

const filled = (steps: readonly HistoryStep[], key: string): Readonly<Record<string, unknown>> =>
  valueOf(steps.find((step) => step.key === key && step.move === UPDATE) ?? fail())

test('a tour writes all keys, and then visits each of them beside all others, with refused writes in between', () => {
  for (const steps of toursOf()) {
    const states = createStates(MOVES)
    const visits = steps.map((step) => {
      const others = states.present(false).filter((key) => key !== step.key)
      states.take(step)
      return { move: step.move, key: step.key, others: others.length }
    })
    expect(visits.slice(0, 4).map((step) => step.move)).toEqual(KEYS.map(() => CREATE))
    for (const key of KEYS) {
      const at = visits.findIndex((step) => step.key === key && step.move === DELETE)
      const visit = visits.slice(at, at + 8)
      expect(visit.map((step) => step.move)).toEqual([DELETE, LIST, REFUSED, CREATE, REFUSED, READ, UPDATE, UPDATE])
      for (const { others } of visit.filter((step) => step.move !== LIST)) expect(others).toBe(3)
    }
  }
})

test('the neighbours have values unlike the defaults, and the second tour has other values than the first', () => {
  const [first = [], second = []] = toursOf()
  for (const steps of [first, second]) {
    expect(filled(steps, 'DATADOG')).toMatchObject({ sendDatabaseMetrics: true, sendQueryStatsMetrics: true })
    expect(filled(steps, 'OPS_GENIE')).toMatchObject({ region: 'EU' })
  }
  for (const name of ['enabled', 'serviceDiscovery'])
    expect(filled(first, 'PROMETHEUS')[name]).not.toEqual(filled(second, 'PROMETHEUS')[name])
})

test('both creates of a key have one body of required properties only, and an update to it; all others but one have the same values', () => {
  for (const steps of toursOf())
    for (const key of KEYS) {
      const valid = steps.filter((step) => step.key === key && MOVES[step.move]?.body === 'valid')
      expect(valid.map((step) => step.move)).toEqual([CREATE, UPDATE, UPDATE, UPDATE, CREATE, UPDATE, UPDATE])
      const [first, rich, opposite, second, lean, leanUpdate, update] = valid.map(valueOf)
      expect([lean, leanUpdate]).toEqual([first, first])
      expect([second, update]).toEqual([rich, rich])
      for (const [name, value] of Object.entries(opposite ?? {}))
        if (name !== 'type' && rich?.[name] !== undefined) expect(value).not.toEqual(rich[name])
      expect(Object.keys(lean ?? {}).length).toBeLessThan(Object.keys(rich ?? {}).length)
    }
})

test('with two groups, each tour writes in one of them, and lists both', () => {
  for (const [index, steps] of toursOf({ twoGroups: true }).entries()) {
    const created = steps.slice(0, 2 * KEYS.length)
    expect(created.map(({ other }) => other === true)).toEqual([
      ...KEYS.map(() => index === 1),
      ...KEYS.map(() => index === 0),
    ])
    const writes = steps.slice(2 * KEYS.length).filter((step) => step.move !== LIST)
    expect(new Set(writes.map(({ other }) => other === true))).toEqual(new Set([index === 1]))
    const lists = steps.filter((step) => step.move === LIST)
    expect(new Set(lists.map(({ other }) => other === true)).size).toBe(2)
  }
})

test('without a delete among the moves there are no tours', () => {
  const [steps = []] = toursOf({ moves: MOVES.filter((_, index) => index !== DELETE) })
  expect(steps).toHaveLength(12)
})

test('refused bodies of tours have new valid values beside a defect, each time another, and a named type is there', () => {
  for (const key of KEYS) {
    const bodies = toursOf().flatMap((steps) => steps.filter((step) => step.key === key && step.move === REFUSED))
    const rules = bodies.map(({ body }) => body?.broken?.rule)
    expect(new Set(rules).size).toBe(rules.length)
    const naming = bodies.find(({ body }) => body?.broken?.rule === 'key') ?? fail()
    expect(KEYS.filter((other) => other !== key)).toContain(valueOf(naming)['type'])
    const sizes = bodies.flatMap(({ body }) =>
      body?.broken?.rule === 'root' ? [] : [Object.keys(body?.value ?? {}).length],
    )
    expect(Math.min(...sizes)).toBeGreaterThan(2)
  }
})

function fail(): never {
  throw new Error('no such step')
}

test('the length of a tour is known before it is drawn', () => {
  for (const twoGroups of [false, true])
    for (const steps of toursOf({ twoGroups })) expect(steps).toHaveLength(tourLength({ ...DRAWING, twoGroups }))
})

test('in the second tour the looks have each variation in turn, and a reader stays in the first group', () => {
  const moves = MOVES.map((one) => (one.looks ? { ...one, variations: [0, 1, 2], variationsHere: [1] } : one))
  for (const twoGroups of [false, true]) {
    const [plain = [], varied = []] = toursOf({ moves, twoGroups })
    expect(plain.some(({ variation }) => variation !== undefined)).toBe(false)
    for (const look of [LIST, READ]) {
      const own = varied.filter((step) => step.move === look && step.other === undefined)
      if (!twoGroups) expect(new Set(own.map(({ variation }) => variation))).toEqual(new Set([0, 1, 2]))
      const elsewhere = varied.filter((step) => step.move === look && step.other === true)
      expect(new Set(elsewhere.map(({ variation }) => variation))).toEqual(new Set(twoGroups ? [0, 2] : []))
    }
    expect(varied.filter((step) => step.move === CREATE && step.variation !== undefined)).toEqual([])
  }
})
