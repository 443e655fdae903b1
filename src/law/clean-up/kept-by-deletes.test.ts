import { expect, test } from 'vitest'
import { type MemberEntry, noteIn } from '../session/member-ledger.ts'
import { fireLaws } from '../tests/fire-laws.test-support.ts'

test('members whose delete has no effect are open in the ledger again', async () => {
  const entries: MemberEntry[] = []
  const ledger = noteIn((entry) => entries.push(entry))
  const as = 'users.deleted-is-still-read'
  const { report, held } = await fireLaws('users', { as, laws: ['read-equals-write'], more: { ledger } })
  const ended = new Set(entries.flatMap((entry) => ('gone' in entry ? entry.n : [])))
  const open = entries.filter((entry) => 'n' in entry && !ended.has(entry.n))
  expect(open.flatMap((entry) => ('at' in entry ? entry.at : []))).toHaveLength(Number(held[1]))
  expect(open.filter((entry) => 'creating' in entry)).toHaveLength(report.leftBehind?.length ?? 0)
})
