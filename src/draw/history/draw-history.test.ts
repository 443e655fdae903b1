import { expect, test } from 'vitest'
import { CONTRACT, VALIDATORS } from '../../contract/loaded.test-support.ts'
import { replayExample } from '../follow-path.ts'
import { openSource } from '../open-source.ts'
import type { Example, PropertySource } from '../property-source.ts'
import { type HistoryDrawing, type HistoryStep, historyOf, type Move } from './history.ts'
import { createStates, placeOf } from './states.ts'

const move = (more: Partial<Move> = {}): Move => ({
  isKeyed: true,
  looks: false,
  variations: [],
  in: { absent: { after: 'absent', writes: false }, present: { after: 'present', writes: false } },
  ...more,
})
const [CREATE, DELETE, LIST, REFUSED] = [0, 1, 3, 4]
const MOVES: readonly Move[] = [
  move({
    body: 'valid',
    in: { absent: { after: 'present', writes: true }, present: { after: 'present', writes: false } },
  }),
  move({ in: { absent: { after: 'absent', writes: false }, present: { after: 'absent', writes: true } } }),
  move({ looks: true, variations: [0, 1, 2] }),
  move({ isKeyed: false, looks: true, variations: [0, 1, 2] }),
  move({ body: 'invalid' }),
]
const DRAWING: HistoryDrawing = {
  part: 'history',
  keys: ['SLACK', 'DATADOG', 'WEBHOOK', 'PAGER_DUTY'],
  length: 30,
  moves: MOVES,
  twoGroups: false,
}

const open = (seed = '7', drawing: Partial<HistoryDrawing> = {}): PropertySource =>
  openSource({ ...DRAWING, ...drawing }, { contract: CONTRACT, validators: VALIDATORS, seed })

const HISTORIES = 48
const drawn = (source: PropertySource): readonly (readonly HistoryStep[])[] =>
  Array.from({ length: HISTORIES }, (_, index) => historyOf(source.example(index)))
/** A history without its bodies. */
const outline = (steps: readonly HistoryStep[]): readonly string[] =>
  steps.map(({ move: index, key, variation, body }) => `${index} ${key} ${variation ?? '-'} ${body?.path ?? ''}`)

test('equal seeds draw equal histories, in any order of indexes', () => {
  const [forth, back] = [open(), open()]
  back.example(5)
  expect(outline(historyOf(back.example(2)))).toEqual(outline(historyOf(forth.example(2))))
  expect(outline(historyOf(open('8').example(2)))).not.toEqual(outline(historyOf(forth.example(2))))
})

test('each pair of a move and the state of its key is drawn after each other move', () => {
  const pairs = new Set<string>()
  for (const steps of drawn(open())) {
    const states = createStates(MOVES)
    for (const [index, step] of steps.entries()) {
      const { before } = states.take(step)
      const last = steps[index - 1]
      if (last !== undefined) pairs.add(`${last.move} ${step.move}${step.key === '' ? '' : before}`)
    }
  }
  // Four moves about a key in two states, and a list, after each of five moves.
  expect(pairs.size).toBe(5 * (4 * 2 + 1))
})

test('nearly each look is repeated after a single write of each kind, with each variation', () => {
  const again = new Set<string>()
  for (const steps of drawn(open())) {
    const states = createStates(MOVES)
    const taken = steps.map((step) => states.take(step))
    for (const [index, { step, looks }] of taken.entries()) {
      if (!looks) continue
      const earlier = taken
        .slice(0, index)
        .findLastIndex(
          (one) => one.step.move === step.move && one.step.variation === step.variation && one.step.key === step.key,
        )
      const writes = earlier < 0 ? [] : taken.slice(earlier, index).filter((one) => one.writes)
      const [write] = writes
      if (writes.length === 1 && write !== undefined)
        again.add(
          `${step.move} ${step.variation ?? '-'} over ${write.step.move} ${step.key === '' || placeOf(write.step) === placeOf(step)}`,
        )
    }
  }
  // At most 24: a list with four variations over two writes, and a read also over writes of other keys.
  expect(again.size).toBeGreaterThanOrEqual(22)
})

test('the bodies of a run are boundaries and random bodies in turn, and none but a repeated one comes twice', () => {
  const bodies = drawn(open()).flatMap((steps) =>
    steps.flatMap(({ move: index, key, body }) => (body === undefined ? [] : [`${index} ${key} ${body.path}`])),
  )
  const repeated = bodies.length - new Set(bodies).size
  expect(repeated).toBeGreaterThan(0)
  expect(repeated).toBeLessThan(bodies.length / 3)
  const { boundaries } = openSource(
    { part: 'body', mode: 'invalid', key: 'SLACK', secrets: 'realistic' },
    { contract: CONTRACT, validators: VALIDATORS, seed: '7' },
  )
  for (const path of [0, 1, 2, boundaries, boundaries + 1]) expect(bodies).toContain(`${REFUSED} SLACK ${path}`)
})

test('a write after a refused body has only the properties that it needs', () => {
  const sizes = { lean: new Set<number>(), others: new Set<number>() }
  for (const steps of drawn(open())) {
    const states = createStates(MOVES)
    const refused = new Set<string>()
    const seen = new Set<Example>()
    for (const step of steps) {
      const { writes } = states.take(step)
      if (step.body === undefined || step.key !== 'DATADOG') continue
      const size = Object.keys(step.body.value ?? {}).length
      // A step that is sent again keeps its body.
      if (writes && refused.has(step.key) && !seen.has(step.body)) sizes.lean.add(size)
      else if (writes) sizes.others.add(size)
      seen.add(step.body)
      if (writes) refused.delete(step.key)
      else refused.add(step.key)
    }
  }
  expect([...sizes.lean]).toEqual([2])
  expect(sizes.others.size).toBeGreaterThan(4)
})

/** The count of steps in the other group. */
const inOther = (twoGroups: boolean): number =>
  drawn(open('7', { twoGroups }))
    .flat()
    .filter(({ other }) => other === true).length

test('a step is in the other group only where there are two groups', () => {
  expect(inOther(false)).toBe(0)
  expect(inOther(true)).toBeGreaterThan(100)
})

test('a history is cut after a step, and its path leads there again', () => {
  const source = open()
  const cut = source.example(3).cut?.(9)
  expect(cut?.path).toBe('3-9')
  expect(outline(historyOf(cut as Example))).toEqual(outline(historyOf(source.example(3)).slice(0, 9)))
  const [shrunk] = cut?.shrinks() ?? []
  expect(shrunk?.path).toBe('3-9:0')
  expect(outline(historyOf(replayExample(source, '3-9:0') as Example))).toEqual(outline(historyOf(shrunk as Example)))
})

/** A memory: a list after a delete with a create and a list before it. */
const fails = (steps: readonly HistoryStep[]): boolean => {
  const moves = steps.map(({ move: index }) => index)
  const last = moves.at(-1)
  const gone = moves.lastIndexOf(DELETE)
  return last === LIST && gone > 0 && moves.slice(0, gone).includes(LIST) && moves.slice(0, gone).includes(CREATE)
}

const firstFailing = (example: Example): Example | undefined => {
  for (const shrunk of example.shrinks()) if (fails(historyOf(shrunk))) return shrunk
  return undefined
}

test('a failing history is shrunk to the steps that it needs', () => {
  const failing = Array.from({ length: HISTORIES }, (_, index) => open().example(index)).flatMap((example) => {
    const length = historyOf(example).findIndex((_, index) => fails(historyOf(example).slice(0, index + 1)))
    return length < 0 ? [] : [example.cut?.(length + 1) ?? example]
  })
  const lengths = failing.map((example) => {
    let smallest = example
    for (let next: Example | undefined = example; next !== undefined;) {
      smallest = next
      next = firstFailing(smallest)
    }
    return historyOf(smallest).length
  })
  expect(lengths.length).toBeGreaterThan(10)
  expect(lengths.every((length) => length <= 4)).toBe(true)
})

test('steps of a sender whose role in the other group is not known stay in the first group', () => {
  const moves = [...MOVES, move({ staysHere: true })].map((one) => (one.looks ? { ...one, variationsHere: [1] } : one))
  const steps = drawn(open('7', { moves, twoGroups: true })).flat()
  const elsewhere = steps.filter(({ other }) => other === true)
  expect(elsewhere.length).toBeGreaterThan(100)
  expect(steps.some((step) => step.move === MOVES.length)).toBe(true)
  expect(steps.some(({ move: index, variation }) => index === LIST && variation === 1)).toBe(true)
  expect(elsewhere.filter((step) => step.move === MOVES.length || step.variation === 1)).toEqual([])
})
