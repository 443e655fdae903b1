import { expect, test } from 'vitest'
import type { Example } from '../property-source.ts'
import type { HistoryStep, Move } from './history.ts'
import { createStates } from './states.ts'
import { survivalLength, survivalSteps } from './survivals.ts'

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
  move({ isKeyed: false, staysHere: true }),
]
const KNOWN = { create: CREATE, update: UPDATE, remove: DELETE, list: LIST }

const body = (text: string): Example => ({ path: '0', name: text, value: text, shrinks: () => [] })
const riches = new Map<string, Example>()
const BODIES = {
  rich: (key: string) => {
    const known = riches.get(key) ?? body(`rich ${key}`)
    riches.set(key, known)
    return known
  },
  opposite: (key: string) => body(`opposite ${key}`),
  simple: (mode: string, key: string) => body(`${mode} ${key}`),
}
const stepsOf = (keys: readonly string[]): readonly HistoryStep[] =>
  survivalSteps(MOVES, keys, { known: KNOWN, bodies: BODIES })

const SEVERAL = [
  ['SLACK', 'DATADOG'],
  ['SLACK', 'DATADOG', 'WEBHOOK'],
  ['SLACK', 'DATADOG', 'WEBHOOK', 'PAGER_DUTY', 'OPS_GENIE', 'PROMETHEUS'],
]

/** The steps with the states of their keys before, from members with rich bodies. */
const takenOf = (keys: readonly string[]) => {
  const states = createStates(MOVES)
  for (const key of keys) states.take({ move: CREATE, key })
  return stepsOf(keys).map((step) => states.take(step))
}

test.each(SEVERAL)('each request follows an update of another key, in each state of its own key', (...keys) => {
  const taken = takenOf(keys)
  const followed = taken.flatMap((one, index) => {
    const last = taken[index - 1]?.step
    return last?.move === UPDATE && last.key !== one.step.key ? [`${one.step.move} ${one.step.key && one.before}`] : []
  })
  const keyed = [CREATE, UPDATE, DELETE, READ, REFUSED].flatMap((index) => [`${index} absent`, `${index} present`])
  expect(new Set(followed)).toEqual(new Set([...keyed, `${DELETE} open`, `${LIST} `, '6 ']))
})

test.each(SEVERAL)(
  'an update has other values than the one before it, and a list shows it before the next',
  (...keys) => {
    const steps = stepsOf(keys)
    const stored = new Map<string, unknown>(keys.map((key) => [key, `rich ${key}`]))
    const unseen = new Set<string>()
    for (const { step, writes } of takenOf(keys)) {
      if (step.move === LIST) unseen.clear()
      if (!writes) continue
      expect(unseen, `${steps.indexOf(step)}`).not.toContain(step.key)
      if (step.move === UPDATE) expect(step.body?.value).not.toBe(stored.get(step.key))
      stored.set(step.key, step.body?.value)
      unseen.add(step.key)
    }
    expect(unseen.size).toBe(0)
  },
)

test('all keys have members at the end, and a single key has no steps', () => {
  const [, , keys = []] = SEVERAL
  const states = createStates(MOVES)
  for (const step of [...keys.map((key) => ({ move: CREATE, key })), ...stepsOf(keys)]) states.take(step)
  expect(states.present(false).toSorted()).toEqual([...keys].toSorted())
  expect(stepsOf(['SLACK'])).toEqual([])
  expect(survivalLength(MOVES, keys, KNOWN)).toBe(stepsOf(keys).length)
})
