import { expect, test } from 'vitest'
import { CONTRACT, VALIDATORS } from '../../contract/loaded.test-support.ts'
import { openSource } from '../open-source.ts'
import { type HistoryDrawing, type HistoryStep, historyOf, type Move } from './history.ts'
import { lifeLength } from './long-life.ts'
import { createStates } from './states.ts'
import { survivalLength } from './survivals.ts'
import { tourLength } from './tour.ts'

const move = (more: Partial<Move> = {}): Move => ({
  isKeyed: true,
  looks: false,
  variations: [],
  in: { absent: { after: 'absent', writes: false }, present: { after: 'present', writes: false } },
  ...more,
})
const toPresent = { after: 'present', writes: true } as const
const [CREATE, UPDATE, DELETE, LIST, READ, REFUSED, OF_ALL] = [0, 1, 2, 3, 4, 5, 6]
const MOVES: readonly Move[] = [
  move({ body: 'valid', in: { absent: toPresent, present: { after: 'present', writes: false } } }),
  move({ body: 'valid', in: { absent: { after: 'open', writes: false }, present: toPresent } }),
  move({ in: { absent: { after: 'absent', writes: false }, present: { after: 'absent', writes: true } } }),
  move({ isKeyed: false, looks: true }),
  move({ looks: true }),
  move({ body: 'invalid' }),
  move({ isKeyed: false, staysHere: true }),
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

const toursOf = (drawing: Partial<HistoryDrawing> = {}, count = 2): readonly (readonly HistoryStep[])[] => {
  const source = openSource({ ...DRAWING, ...drawing }, { contract: CONTRACT, validators: VALIDATORS, seed: '7' })
  return Array.from({ length: count }, (_, index) => historyOf(source.example(index)))
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
    expect(visits.slice(0, 8).map((step) => step.move)).toEqual(KEYS.flatMap(() => [REFUSED, CREATE]))
    const ofAll = visits.filter((step) => step.move === OF_ALL)
    expect(ofAll).toEqual([{ move: OF_ALL, key: '', others: KEYS.length }])
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

test('a refused request names each key before its first create, and each of the other requests does so in one of the tours', () => {
  const moves = [...MOVES, move({ body: 'invalid' })]
  const namings = toursOf({ moves }).map((steps) =>
    KEYS.map((key) => {
      const [naming] = steps
        .slice(
          0,
          steps.findIndex((step) => step.key === key && step.move === CREATE),
        )
        .slice(-1)
      expect(valueOf(naming ?? fail())['type']).toBe(key)
      expect(naming?.key).not.toBe(key)
      return naming?.move
    }),
  )
  for (const own of namings) expect(new Set(own)).toEqual(new Set([REFUSED, moves.length - 1]))
})

test('each refused request meets an absent member, and the visits are in an order of their own', () => {
  const [steps = []] = toursOf({ moves: [...MOVES, move({ body: 'invalid' })] })
  const deleted = steps.flatMap(({ move: one, key }, index) =>
    one === DELETE ? [{ key, refused: steps[index + 2] }] : [],
  )
  expect(new Set(deleted.map(({ refused }) => refused?.move))).toEqual(new Set([REFUSED, MOVES.length]))
  expect(deleted.map(({ key }) => key)).not.toEqual(KEYS)
})

test('the members are created in another order in each tour', () => {
  const orders = toursOf().map((steps) => steps.filter((step) => step.move === CREATE).map(({ key }) => key))
  expect(orders[0]?.slice(0, KEYS.length)).not.toEqual(orders[1]?.slice(0, KEYS.length))
  for (const order of orders) expect(order.slice(0, KEYS.length).toSorted()).toEqual(KEYS.toSorted())
})

test('the bodies of few properties have other values in the second tour', () => {
  const [first, second] = toursOf().map((steps) => steps.find((step) => step.move === CREATE && step.key === 'SLACK'))
  expect(valueOf(first ?? fail())).not.toEqual(valueOf(second ?? fail()))
})

const repeatedAt = (steps: readonly HistoryStep[], key: string): number =>
  steps.findIndex((step, index) => step.key === key && step.move === UPDATE && step.body === steps[index - 1]?.body)

test('the second tour sends an update of required properties twice in a row, after one of all properties', () => {
  const [plain = [], varied = []] = toursOf()
  for (const key of KEYS) {
    expect(repeatedAt(plain, key)).toBe(-1)
    const at = repeatedAt(varied, key)
    const earlier = varied.slice(0, at - 1).findLast((step) => step.key === key && step.move === UPDATE)
    expect(valueOf(earlier ?? fail())).toEqual(filled(varied, key))
    expect(Object.keys(valueOf(varied[at] ?? fail())).length).toBeLessThan(Object.keys(filled(varied, key)).length)
  }
})

test('both creates of a key have one body of required properties only, and an update to it; all others but one have the same values', () => {
  for (const [index, steps] of toursOf().entries())
    for (const key of KEYS) {
      const twice = index === 1 ? [UPDATE, UPDATE] : []
      const valid = steps.filter((step) => step.key === key && MOVES[step.move]?.body === 'valid')
      expect(valid.map((step) => step.move)).toEqual([CREATE, UPDATE, ...twice, UPDATE, UPDATE, CREATE, UPDATE, UPDATE])
      const [first, rich, opposite, second, lean, leanUpdate, update] = valid.toSpliced(2, twice.length).map(valueOf)
      expect([lean, leanUpdate]).toEqual([first, first])
      expect([second, update]).toEqual([rich, rich])
      for (const [name, value] of Object.entries(opposite ?? {}))
        if (name !== 'type' && rich?.[name] !== undefined) expect(value).not.toEqual(rich[name])
      expect(Object.keys(lean ?? {}).length).toBeLessThan(Object.keys(rich ?? {}).length)
    }
})

test('with two groups, each tour writes in one of them, and lists both', () => {
  for (const [index, steps] of toursOf({ twoGroups: true, tours: 4 }, 4).entries()) {
    const created = steps.slice(0, 3 * KEYS.length).filter((step) => step.move !== REFUSED)
    expect(created.map(({ other }) => other === true)).toEqual([
      ...KEYS.map(() => index % 2 === 1),
      ...KEYS.map(() => index % 2 === 0),
    ])
    const [own, around] = [created.slice(0, KEYS.length), created.slice(KEYS.length)].map((some) =>
      some.map(({ key }) => key),
    )
    expect(around).toEqual(own?.toReversed())
    const writes = steps.slice(3 * KEYS.length).filter((step) => ![LIST, OF_ALL].includes(step.move))
    expect(new Set(writes.map(({ other }) => other === true))).toEqual(new Set([index % 2 === 1]))
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
    const bodies = toursOf().flatMap((steps) =>
      steps.slice(2 * KEYS.length).filter((step) => step.key === key && step.move === REFUSED),
    )
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
    for (const [index, steps] of toursOf({ twoGroups, tours: 4 }, 4).entries())
      expect(steps).toHaveLength(tourLength({ ...DRAWING, twoGroups }, index))
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

test('in one group, the third tour shows what survives each request, and the fourth a long life', () => {
  const [, , survivals = [], life = []] = toursOf({ tours: 4 }, 4)
  const known = { create: CREATE, update: UPDATE, remove: DELETE, list: LIST, reads: [READ] }
  for (const steps of [survivals, life])
    expect(steps.slice(0, KEYS.length).map((step) => `${step.move} ${step.key}`)).toEqual(
      KEYS.map((key) => `${CREATE} ${key}`),
    )
  const plain = survivals.slice(KEYS.length, KEYS.length + 8)
  expect(plain.map((step) => `${step.move} ${step.key}`)).toEqual(
    ['DATADOG', 'OPS_GENIE'].flatMap((key) => [DELETE, CREATE, DELETE, CREATE].map((one) => `${one} ${key}`)),
  )
  for (const key of ['DATADOG', 'OPS_GENIE']) {
    const [rich, lean, again] = survivals.filter((step) => step.move === CREATE && step.key === key).map(valueOf)
    expect(again).toEqual(rich)
    expect(lean).not.toEqual(rich)
  }
  // A target that takes the region of an earlier create in place of the default shows it.
  const created = (key: string): readonly unknown[] =>
    survivals.filter((step) => step.move === CREATE && step.key === key).map((step) => valueOf(step)['region'])
  expect([created('DATADOG')[0], created('OPS_GENIE')[1]]).toEqual(['EU', undefined])
  expect(survivals).toHaveLength(KEYS.length + plain.length + survivalLength(MOVES, KEYS, known))
  expect(life).toHaveLength(KEYS.length + lifeLength(MOVES, KEYS, known))
  // The first update of each key has other values than its create.
  const [first = ''] = KEYS
  expect(filled(life, first)).not.toEqual(valueOf(life[0] ?? fail()))
})
