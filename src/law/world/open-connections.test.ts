import { expect, test } from 'vitest'
import type { LawSession } from '../session/session.ts'
import { createTraffic } from '../session/traffic.ts'
import { openConnections } from './open-connections.ts'
import type { World } from './world.ts'

test('connections are opened again where more are needed, or where they may be closed', async () => {
  let [now, reads] = [0, 0]
  const read = (() => Promise.resolve((reads += 1))) as unknown as World['read']
  const session = {
    traffic: createTraffic(),
    connection: { clock: { now: () => now } },
  } as unknown as LawSession
  const after = async (milliseconds: number, count: number): Promise<number> => {
    now += milliseconds
    await openConnections(count, { above: [], own: ['a'] }, { read, session })
    return reads
  }
  expect(await after(0, 2)).toBe(2)
  expect(await after(1_999, 2)).toBe(2)
  expect(await after(0, 4)).toBe(6)
  expect(await after(1_999, 2)).toBe(6)
  expect(await after(2_000, 2)).toBe(8)
})
