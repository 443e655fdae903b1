import { expect, test } from 'vitest'
import { fireLaws, type Firing } from './fire-laws.test-support.ts'
import { noteIn, type MemberEntry } from '../session/member-ledger.ts'

/** A document without any operation whose path names a member: what a refused create has left can only be looked for in the list. */
const listAndCreate: NonNullable<Firing['change']> = (model, answers) => {
  const resources = Object.fromEntries(
    Object.entries(model.resources).map(([name, { read: _read, delete: _delete, ...rest }]) => [
      name,
      { ...rest, updates: [] },
    ]),
  )
  return { model: { ...model, resources }, answers }
}

test('a member that no operation names has no path in the ledger, and the run ends', async () => {
  const entries: MemberEntry[] = []
  const { report } = await fireLaws('users', {
    change: listAndCreate,
    more: { ledger: noteIn((entry) => entries.push(entry)), mayLeave: () => true },
  })
  expect(entries.filter((entry) => 'creating' in entry)).not.toEqual([])
  expect(entries.filter((entry) => 'at' in entry)).toEqual([])
  expect(report.results.filter(({ status }) => status === 'inconclusive')).toEqual([])
})
