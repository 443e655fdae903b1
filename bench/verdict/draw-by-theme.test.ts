import { expect, test } from 'vitest'
import { drawByTheme } from './draw-by-theme.ts'

const ALL = [
  ...Array.from({ length: 70 }, (_, index) => ({ id: `bodies.${index}`, theme: 'bodies' })),
  ...Array.from({ length: 25 }, (_, index) => ({ id: `lists.${index}`, theme: 'lists' })),
  ...Array.from({ length: 5 }, (_, index) => ({ id: `state.${index}`, theme: 'state' })),
]

test('a draw has as many faults as asked, each once, from each theme in proportion', () => {
  const drawn = drawByTheme(ALL, 21, 1)
  expect(new Set(drawn.map(({ id }) => id)).size).toBe(21)
  const count = (theme: string): number => drawn.filter((fault) => fault.theme === theme).length
  expect([count('bodies'), count('lists'), count('state')]).toEqual([15, 5, 1])
})

test('the same seed draws the same faults in the same order, and another seed draws others', () => {
  expect(drawByTheme(ALL, 20, 1)).toEqual(drawByTheme(ALL, 20, 1))
  expect(drawByTheme(ALL, 20, 1)).not.toEqual(drawByTheme(ALL, 20, 2))
})

test('the order of a draw mixes the themes', () => {
  const themes = drawByTheme(ALL, 20, 1).map(({ theme }) => theme)
  expect(themes).not.toEqual(themes.toSorted())
})
