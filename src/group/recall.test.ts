import { expect, test } from 'vitest'
import type { Recalled, RecalledPlace } from '../judge/observation.ts'
import { CONTRACT, observe, SHOWN, WRITTEN } from '../judge/observation.test-support.ts'
import { createRecall, type Recall } from './recall.ts'

type Role = 'create' | 'update' | 'delete'

function sends(recall: Recall, role: Role, { body = WRITTEN, status = 200 }: { body?: object; status?: number } = {}) {
  recall.noteWrite('here', { request: { role, key: 'DATADOG', body }, status }, CONTRACT)
}

function shows(recall: Recall, id: string): Recalled {
  return recall.noteShown('here', observe({ role: 'read', key: 'DATADOG', body: { ...SHOWN, id } }), 'read owner')
}

function placeIn({ places }: Recalled): RecalledPlace {
  const [place] = places
  if (place === undefined) throw new Error('no place')
  return place
}

test('ids are known by the writes since the create, and before the last write', () => {
  const recall = createRecall()
  sends(recall, 'create')
  expect(placeIn(shows(recall, 'first')).idsSince).toEqual(['first'])
  sends(recall, 'update', { body: { ...WRITTEN, id: 'sent' } })
  const updated = placeIn(shows(recall, 'second'))
  expect(updated).toMatchObject({ idsSince: ['first', 'second'], sentId: 'sent', knewSentId: false })
  expect([...updated.idsBefore]).toEqual(['first'])
  sends(recall, 'delete')
  sends(recall, 'create', { body: { ...WRITTEN, id: 'second' } })
  const again = placeIn(shows(recall, 'third'))
  expect(again).toMatchObject({ idsSince: ['third'], sentId: 'second', knewSentId: true })
  expect([...again.idsBefore]).toEqual(['first', 'second'])
})

test('a refused write changes nothing, and a write without an answer begins anew', () => {
  const recall = createRecall()
  sends(recall, 'create')
  shows(recall, 'first')
  sends(recall, 'update', { body: { id: 'sent' }, status: 400 })
  expect(placeIn(shows(recall, 'first'))).toMatchObject({ idsSince: ['first'], sentId: undefined })
  sends(recall, 'update', { status: 500 })
  expect(placeIn(shows(recall, 'second')).idsSince).toEqual(['second'])
})

test('a member is known by what the first create with the same body showed', () => {
  const recall = createRecall()
  sends(recall, 'create')
  const first = shows(recall, 'first').firstShown.get('DATADOG')
  expect(first).toMatchObject({ id: 'first' })
  sends(recall, 'update', { body: { ...WRITTEN, region: 'US3' } })
  expect(shows(recall, 'second').firstShown.size).toBe(0)
  sends(recall, 'delete')
  sends(recall, 'create')
  expect(shows(recall, 'third').firstShown.get('DATADOG')).toBe(first)
  expect(placeIn(shows(recall, 'third')).sent.get('region')).toBe('EU')
  sends(recall, 'delete')
  sends(recall, 'create', { body: { ...WRITTEN, region: 'AP1' } })
  expect(shows(recall, 'fourth').firstShown.get('DATADOG')).toMatchObject({ id: 'fourth' })
})

test('the last 32 creates and updates are known with their statuses, refused ones too', () => {
  const recall = createRecall()
  sends(recall, 'create')
  sends(recall, 'update', { body: { region: 'US3' }, status: 400 })
  sends(recall, 'delete')
  const { writes } = placeIn(shows(recall, 'first'))
  expect(writes).toEqual([
    { body: WRITTEN, status: 200 },
    { body: { region: 'US3' }, status: 400 },
  ])
  for (let index = 0; index < 31; index += 1) sends(recall, 'update', { body: { index } })
  const later = placeIn(shows(recall, 'first')).writes
  expect([later.length, later[0], later.at(-1)?.body]).toEqual([
    32,
    { body: { region: 'US3' }, status: 400 },
    { index: 30 },
  ])
})
