import { expect, test } from 'vitest'
import type { Example } from '../property-source.ts'
import type { HistoryDrawing, HistoryStep, Move } from './history.ts'
import { focusedHistories, shorterHistories } from './shorter-histories.ts'

const move = (more: Partial<Move>): Move => ({
  isKeyed: true,
  looks: false,
  variations: [],
  in: { absent: { after: 'absent', writes: false }, present: { after: 'present', writes: false } },
  ...more,
})
const [WRITE, LIST] = [0, 1]
const toPresent = { after: 'present', writes: true } as const
const MOVES: readonly Move[] = [
  move({ in: { absent: toPresent, present: toPresent } }),
  move({ isKeyed: false, looks: true }),
]
const KEYS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I']
const DRAWING: HistoryDrawing = { part: 'history', keys: KEYS, length: 40, moves: MOVES, twoGroups: false }
const simplest = (): Example => ({ path: '', name: 'any', value: {}, shrinks: () => [] })

const write = (key: string): HistoryStep => ({ move: WRITE, key })
/** A long history: each key is written three times, and a list ends it. */
const LONG: readonly HistoryStep[] = [...KEYS, ...KEYS, ...KEYS].map(write).concat({ move: LIST, key: '' })

/** The smallest history that fails, and the steps that all attempts took. */
function shortened(fails: (steps: readonly HistoryStep[]) => boolean): {
  readonly steps: number
  readonly taken: number
} {
  let [steps, taken] = [LONG, 0]
  for (let isShorter = true; isShorter;) {
    isShorter = false
    for (const shorter of shorterHistories(steps, { drawing: DRAWING, simplest })) {
      if (shorter.length >= steps.length) continue
      taken += shorter.length
      if (!fails(shorter)) continue
      steps = shorter
      isShorter = true
      break
    }
  }
  return { steps: steps.length, taken }
}

const writes = (steps: readonly HistoryStep[], key: string): boolean => steps.some((step) => step.key === key)
const looks = (steps: readonly HistoryStep[]): boolean => steps.at(-1)?.move === LIST

test('a look that fails because of one member is shortened to its write and the look', () => {
  for (const key of KEYS) {
    const { steps, taken } = shortened((some) => looks(some) && writes(some, key))
    expect(steps).toBe(2)
    expect(taken).toBeLessThan(130)
  }
})

test('a look that fails because of two members is shortened to their writes', () => {
  const { steps, taken } = shortened((some) => looks(some) && writes(some, 'A') && writes(some, 'E'))
  expect(steps).toBe(3)
  expect(taken).toBeLessThan(280)
})

const inOther = (step: HistoryStep): HistoryStep => ({ ...step, other: true })
const told = (steps: readonly HistoryStep[]): string =>
  steps.map((step) => `${step.move === LIST ? 'list' : step.key}${step.other === true ? '!' : ''}`).join(' ')

/** The histories around the member at a place, as texts. */
function focused(steps: readonly HistoryStep[], place: string): readonly string[] {
  const all = [...focusedHistories(steps, { drawing: DRAWING })]
  return all.filter((one) => one.place === place).map((one) => told(one.steps))
}

test('a history around a member has its writes, and the last steps with what they need', () => {
  expect(focused(LONG, 'B').slice(0, 3)).toEqual(['B B list', 'B B I I I list', 'B B H H I I H I list'])
})

test('a history around a member of the other group has the steps about one key since the last look there', () => {
  const list = { move: LIST, key: '' }
  const steps = [
    ...['A', 'B'].map(write).map(inOther),
    inOther(list),
    ...['C', 'D', 'E', 'C'].map(write),
    inOther(list),
  ]
  expect(focused(steps, 'other B')).toContain('B! C C list!')
  expect(focused(steps, 'other B')).toContain('B! D list!')
})
