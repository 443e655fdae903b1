import { expect, test } from 'vitest'
import type { Example } from '../property-source.ts'
import type { HistoryStep, Move } from './history.ts'
import { lifeLength, lifeSteps } from './long-life.ts'

const same = { after: 'present', writes: false } as const
const move = (more: Partial<Move> = {}): Move => ({
  isKeyed: true,
  looks: false,
  variations: [],
  in: { absent: { after: 'absent', writes: false }, present: same },
  ...more,
})
const [UPDATE, REMOVE, LIST, READ] = [0, 1, 2, 3]
const KNOWN = { update: UPDATE, remove: REMOVE, list: LIST, reads: [READ] }
const movesWith = (ofList: readonly number[], ofRead: readonly number[]): readonly Move[] => [
  move({ body: 'valid' }),
  move(),
  move({ isKeyed: false, looks: true, pairs: ofList }),
  move({ looks: true, pairs: ofRead }),
]
const [ONE, TWO]: readonly Example[] = ['one', 'two'].map((text) => ({
  path: '',
  name: text,
  value: text,
  shrinks: () => [],
}))
const KEYS = ['SLACK', 'DATADOG', 'WEBHOOK', 'PAGER_DUTY']
const stepsOf = (ofList: readonly number[], ofRead: readonly number[]): readonly HistoryStep[] =>
  lifeSteps(movesWith(ofList, ofRead), KEYS, { known: KNOWN, bodies: [ONE, TWO].flatMap((body) => body ?? []) })
const updatesIn = (steps: readonly HistoryStep[]): readonly HistoryStep[] =>
  steps.filter((step) => step.move === UPDATE)

test('each list and each read with two variations comes before and after one update, while two members are there', () => {
  const steps = stepsOf([7, 8, 9], [7, 9])
  expect(steps.slice(0, 2)).toEqual(['WEBHOOK', 'PAGER_DUTY'].map((key) => ({ move: REMOVE, key })))
  for (const [look, key, pairs] of [
    [LIST, '', [7, 8, 9]],
    [READ, 'SLACK', [7, 9]],
  ] as const)
    for (const variation of pairs) {
      const [first, second, ...more] = steps.flatMap((step, index) =>
        step.move === look && step.variation === variation ? [index] : [],
      )
      expect(more).toEqual([])
      expect(steps[first ?? -1]?.key).toBe(key)
      expect(updatesIn(steps.slice(first, second))).toHaveLength(1)
    }
})

test.each([0, 7, 60])(
  'one member has at least twelve updates with %i pairs, each to other values and with a look after it',
  (count) => {
    const steps = stepsOf(
      Array.from({ length: count }, (_, index) => index),
      [],
    )
    const updates = updatesIn(steps)
    expect(updates).toHaveLength(Math.max(12, Math.ceil(count / 2)))
    expect(new Set(updates.map(({ key }) => key))).toEqual(new Set(['SLACK']))
    for (const [index, { body }] of updates.entries()) expect(body).not.toBe(updates[index - 1]?.body)
    for (const [index, step] of steps.entries())
      if (step.move === UPDATE) expect([LIST, READ]).toContain(steps[index + 1]?.move)
    expect(
      lifeLength(
        movesWith(
          Array.from({ length: count }, (_, index) => index),
          [],
        ),
        KEYS,
        KNOWN,
      ),
    ).toBe(steps.length)
  },
)
