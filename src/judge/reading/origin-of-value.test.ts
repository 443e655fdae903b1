import { expect, test } from 'vitest'
import type { RecalledPlace, RecalledWrite } from '../observation.ts'
import { CONTRACT } from '../observation.test-support.ts'
import { originOf } from './origin-of-value.ts'

const OLD = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'
const [ACCEPTED, REFUSED] = [200, 400]

const wrote = (body: object, status: number | undefined = ACCEPTED): RecalledWrite => ({ body, status })

function place(writes: readonly RecalledWrite[], { group = 'here', key = 'DATADOG' } = {}): RecalledPlace {
  const empty = { idsBefore: new Set<string>(), idsSince: [], sentId: undefined, knewSentId: false }
  return { ...empty, group, key, sent: new Map(), writes }
}

function origin(actual: unknown, places: readonly RecalledPlace[], property = '/region'): string | undefined {
  const recalled = { group: 'here', places, firstShown: new Map() }
  return originOf(actual, { key: 'DATADOG', property }, { recalled, contract: CONTRACT })
}

test('a value of an earlier write to the member is told as that', () => {
  expect(origin('EU', [place([wrote({ region: 'EU' }), wrote({ region: 'US' })])])).toBe('of an earlier write')
  expect(origin('EU', [place([wrote({ region: 'EU' }, undefined)])])).toBe('of an earlier write')
})

test('a value of a refused request is told as that, unless a later write sent it too', () => {
  expect(origin('EU', [place([wrote({ region: 'US' }), wrote({ region: 'EU' }, REFUSED)])])).toBe(
    'of a refused request',
  )
  expect(origin('EU', [place([wrote({ region: 'EU' }, REFUSED), wrote({ region: 'EU' })])])).toBe('of an earlier write')
})

test('a mask with the end of an earlier secret is told as that of an earlier write', () => {
  const places = [place([wrote({ apiKey: OLD })])]
  expect(origin(`${'*'.repeat(28)}8f90`, places, '/apiKey')).toBe('of an earlier write')
  expect(origin('*'.repeat(32), places, '/apiKey')).toBeUndefined()
})

test('a text of another member or another group is told as that, and a short one is there by chance', () => {
  const text = 'a-channel'
  expect(origin(text, [place([wrote({ region: text })], { key: 'OPS_GENIE' })])).toBe('that was sent for OPS_GENIE')
  expect(origin(text, [place([wrote({ region: text })], { group: 'there' })])).toBe('that was sent to another group')
  for (const listed of ['EU', 'https', 'US1_FED'])
    expect(origin(listed, [place([wrote({ region: listed })], { key: 'OPS_GENIE' })])).toBeUndefined()
  expect(origin(true, [place([wrote({ region: true })], { key: 'OPS_GENIE' })])).toBeUndefined()
})

test('a flag has no origin, since half of the requests send it', () => {
  expect(origin(true, [place([wrote({ region: true }), wrote({ region: false })])])).toBeUndefined()
})

test('a value that no request sent has no origin', () => {
  expect(origin('EU', [place([wrote({ region: 'US' }), { body: 'EU', status: ACCEPTED }])])).toBeUndefined()
  expect(originOf('EU', { key: 'DATADOG', property: '/region' }, { contract: CONTRACT })).toBeUndefined()
})
