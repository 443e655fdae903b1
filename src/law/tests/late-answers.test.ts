import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createRecord } from '../session/case-record.ts'
import { lawRun } from './fire-at.test-support.ts'
import { openSession } from '../open-session.ts'
import { sendRequest } from '../send/send-request.ts'

const { document } = readWritten({
  'empty.yaml': '{ openapi: 3.0.3, info: { title: Lamps, version: 1.0.0 }, paths: {} }',
})

test('a read whose answer comes after that of a later create does not say that its member is gone', async () => {
  let isThere = true
  const handle = async ({ method }: Request): Promise<Response> => {
    if (method === 'DELETE') isThere = false
    if (method === 'POST') isThere = true
    const status = isThere ? 200 : 404
    if (method === 'GET') await setTimeout(20)
    return new Response(null, { status })
  }
  const session = openSession(lawRun(document, handle))
  const path = '/lamps/red'
  const send = (method: string) =>
    sendRequest({ request: { method, path, headers: [] }, operation: undefined, as: 'owner' }, createRecord(), session)
  await send('GET')
  await send('DELETE')
  const late = send('GET')
  await send('POST')
  expect((await late).status).toBe(404)
  expect(session.sights.gone.has(path)).toBe(false)
  await send('DELETE')
  await send('GET')
  expect(session.sights.gone.has(path)).toBe(true)
})
