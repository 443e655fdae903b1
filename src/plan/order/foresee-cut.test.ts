import { expect, test } from 'vitest'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { loadSuites } from '../../suite/load-suites.ts'
import type { CaseEstimate } from './estimate.ts'
import { foreseeCut } from './foresee-cut.ts'
import { planCases } from '../plan.ts'

const PLANNED = planCases(loadSuites(['suites/integrations'], CONTRACT), CONTRACT, 1)

/** The estimate of the n-th row of a case, or of a property. */
function estimate(template: string, more: Partial<CaseEstimate> = {}, row = 0): CaseEstimate {
  const planned = PLANNED.filter((one) => one.template === template)[row]
  if (planned === undefined) throw new Error(`there is no row ${row} of ${template}`)
  const state = planned.property === undefined ? template : undefined
  return { planned, state, values: 1, alone: 5, batch: 4, each: 1, expected: 5, most: 9, ...more }
}

const PROPERTY = estimate('property.page-number', { values: 20 })
const ROWS = [0, 1, 2].map((row) => estimate('create.minimal', {}, row))
const idOf = (one: CaseEstimate | undefined): string => one?.planned.id ?? ''
const whole = (one: CaseEstimate): { id: string; from: number; to: undefined } => ({
  id: idOf(one),
  from: 0,
  to: undefined,
})

test('cases of one state that follow each other share a batch, and the last batch is filled as far as it fits', () => {
  const order = ROWS.map(whole)
  expect(foreseeCut(ROWS, order, 7)).toMatchObject({ leftOut: [], shortened: [] })
  expect(foreseeCut(ROWS, order, 6)).toMatchObject({ leftOut: [idOf(ROWS[2])], shortened: [] })
  expect(foreseeCut(ROWS, order, 4).leftOut).toEqual(ROWS.map(idOf))
})

test('a property can be left between two values, and its later portions come in their place', () => {
  const id = idOf(PROPERTY)
  const order = [{ id, from: 0, to: 2 }, ...ROWS.map(whole), { id, from: 2, to: undefined }]
  const { leftOut, shortened, tried } = foreseeCut([PROPERTY, ...ROWS], order, 6 + 7 + 4 + 3)
  expect([leftOut, shortened, [...(tried.get(id) ?? [])]]).toEqual([[], [id], [0, 1, 2, 3, 4]])
  expect(foreseeCut([PROPERTY, ...ROWS], order, 1_000).shortened).toEqual([])
})

test('a value that a portion from above holds is counted once, and a property without values is not left out', () => {
  const id = idOf(PROPERTY)
  const order = [
    { id, from: 7, to: 9 },
    { id, from: 0, to: undefined },
  ]
  expect(foreseeCut([PROPERTY], order, 20 + 8).shortened).toEqual([])
  expect(foreseeCut([PROPERTY], order, 20 + 7).shortened).toEqual([id])
  expect(foreseeCut([{ ...PROPERTY, values: 0 }], order, 0)).toMatchObject({ leftOut: [], shortened: [] })
})
