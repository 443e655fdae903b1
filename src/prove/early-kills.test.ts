import { expect, test } from 'vitest'
import { loadBundle } from '../bundle/load-bundle.ts'
import { planCases } from '../plan/plan.ts'
import { TOOL } from '../source/tool.ts'
import { chooseEarlyKills } from './early-kills.ts'
import type { Kill } from './firing-result.ts'

const { suites, contract } = await loadBundle(TOOL.contract)
const cases = planCases(suites, contract, 1)

const earlyKills = chooseEarlyKills({ cases, contract })

const kill = (row: string, value = 0): Kill => ({ row, level: 'must', at: { value, request: 2 } })

test('the cheapest kills come first, and at most two are by rows of one case', () => {
  const rows = cases.filter(({ template }) => template === 'body.edges').map(({ id }) => id)
  const kills = [kill('property.create-refuses[SLACK]', 40), ...rows.slice(0, 5).map((row) => kill(row))]
  expect(earlyKills(kills)).toEqual([
    { row: rows[0], value: 0, request: 2 },
    { row: rows[1], value: 0, request: 2 },
    { row: 'property.create-refuses[SLACK]', value: 40, request: 2 },
  ])
})

test('a fault that every case finds has sixteen early kills', () => {
  expect(earlyKills(cases.map(({ id }) => kill(id)))).toHaveLength(16)
})

test('a row that does not exist is no kill', () => {
  expect(earlyKills([kill('gone')])).toEqual([])
})
