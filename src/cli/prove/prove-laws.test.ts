import { expect, test, vi } from 'vitest'
import { conform } from '../conform.test-support.ts'

// The proof fires whole runs, and its threads share a busy machine.
vi.setConfig({ testTimeout: 300_000 })

/** Each thread loads and compiles the engine again. The first proof has the threads of the default. */
const ALONE = ['--threads', '1']

test('a contract of resources is proven at its faults and conforming servers, and told as the other contract is', async () => {
  const some = [
    '--fault',
    'users.*total*',
    '--fault',
    'users.refus*',
    '--server',
    'users.*list*',
    '--server',
    'reference',
  ]
  const { status, stdout, stderr } = await conform(['prove', '--contract', 'database-users', ...some])
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(
    /^reference +conforms: \d{3} cases, \d{3} requests\nvariants +1: 1 conform\nfaults +6: 6 killed; /,
  )
  expect(stdout).toMatch(/✔ PROVED\n$/)
})

test('the cases of files alone are proven, and their faults are counted', async () => {
  const { status, stdout } = await conform(['prove', '--contract', 'database-users', '--case', 'users.*', ...ALONE])
  expect([status, stdout]).toEqual([0, expect.stringMatching(/✔ PROVED\n$/)])
  const [, killed] = /^faults +36: (\d+) killed; /m.exec(stdout) ?? []
  expect(Number(killed)).toBeGreaterThanOrEqual(19)
  expect(stdout).toMatch(/^entries +13: 13 kill at least one fault$/m)
  // Laws are proven at other APIs too.
  expect(stdout).not.toContain('requirements that no fault violates')
})

test('a null server passes no case at level must but those with a reason', async () => {
  const some = ['empty-*', 'failing', 'conflict'].flatMap((id) => ['--server', id])
  const { status, stdout } = await conform(['prove', '--contract', 'database-users', ...some, ...ALONE])
  expect(stdout).toMatch(/^null servers +4: 4 pass nothing that they may not\n/)
  expect([status, stdout]).toEqual([0, expect.stringMatching(/✔ PROVED\n$/)])
})

test('the servers of a contract are listed with what they violate', async () => {
  const { stdout } = await conform(['prove', '--contract', 'database-users', '--list'])
  expect(stdout).toMatch(/^reference +The server without changes\. \(the reference\)\n/)
  expect(stdout).toMatch(/^users\.total-is-always-there +A list has its total, .* \(the-total-can-be-left-out\)$/m)
  expect(stdout.match(/^users\.\S+ .*\((?!a variant\))[a-z-]+\)$/gm)).toHaveLength(35)
})

test.each([
  [
    ['--contract', 'database-user'],
    'there are no servers with a known verdict for the contract "database-user"; did you mean "database-users"?; there are some for database-users, integrations\n',
  ],
  [['--contract', 'database-users', '--update'], '--update is for the contract integrations: others have no records\n'],
  [
    ['--contract', 'database-users', '--fault', 'users.total-is-always'],
    '"users.total-is-always" matches no fault; did you mean "users.total-is-always-there"?\n',
  ],
])('%j is a mistake', async (flags, message) => {
  const { status, stderr } = await conform(['prove', ...flags])
  expect([status, stderr]).toEqual([2, message])
})
