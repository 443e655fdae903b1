import { expect, test } from 'vitest'
import type { RecalledPlace } from '../observation.ts'
import { problemsOf, signaturesOf, type Told } from '../observation.test-support.ts'

const KEY = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'
const CREATED = { type: 'PAGER_DUTY', serviceKey: KEY }
const SHOWN = { type: 'PAGER_DUTY', serviceKey: `${'*'.repeat(28)}8f90`, id: '6a79404f2c88faeba59beea6' }

const place = (sent: object, { group = 'here', key = 'PAGER_DUTY' } = {}): RecalledPlace => ({
  group,
  key,
  idsBefore: new Set(),
  idsSince: [],
  sentId: undefined,
  writes: [],
  knewSentId: false,
  sent: new Map(Object.entries(sent)),
})
const read = (shown: object, first: object, places: readonly RecalledPlace[]): Told => ({
  role: 'read',
  key: 'PAGER_DUTY',
  members: { PAGER_DUTY: CREATED },
  body: { ...SHOWN, ...shown },
  recalled: { group: 'here', places, firstShown: new Map([['PAGER_DUTY', { ...SHOWN, ...first }]]) },
})

test('a value of the deleted member does not come back', () => {
  expect(
    problemsOf('inherited', 'ofDeleted', read({ region: 'EU' }, { region: 'US' }, [place({ region: 'EU' })])),
  ).toEqual([
    {
      message: 'expected the value that the first create with this body showed; the value is one of the deleted member',
      at: 'body#/region',
      expected: 'US',
      actual: 'EU',
    },
  ])
  expect(signaturesOf('inherited', 'ofDeleted', read({ region: 'EU' }, {}, [place({ region: 'EU' })]))).toEqual([
    'inherited-ofDeleted',
  ])
})

test('a default that the contract does not state is the same each time', () => {
  const sent = [place({ region: 'EU' })]
  expect(signaturesOf('inherited', 'ofDeleted', read({ region: 'EU' }, { region: 'EU' }, sent))).toEqual([])
  expect(signaturesOf('inherited', 'ofDeleted', read({ region: null }, { region: 'EU' }, sent))).toEqual([])
})

test('a value that no write sent is the server its own', () => {
  expect(signaturesOf('inherited', 'ofDeleted', read({ region: 'US' }, {}, [place({ region: 'EU' })]))).toEqual([])
})

test('the nearest place that a write sent the value to is named', () => {
  const [elsewhere, beside] = [
    place({ region: 'EU' }, { group: 'there' }),
    place({ region: 'EU' }, { key: 'OPS_GENIE' }),
  ]
  for (const [places, from] of [
    [[beside, elsewhere, place({ region: 'EU' })], 'ofDeleted'],
    [[beside, elsewhere], 'ofOtherGroup'],
    [[beside], 'ofOthers'],
  ] as const)
    for (const one of ['ofDeleted', 'ofOtherGroup', 'ofOthers'])
      expect(signaturesOf('inherited', one, read({ region: 'EU' }, { region: 'US' }, places))).toHaveLength(
        one === from ? 1 : 0,
      )
})

test('the mask of a secret of the deleted member does not come back', () => {
  const body = { type: 'WEBHOOK', url: 'https://hooks.example.com/services/Zx81QwErTy62' }
  const shown = { id: SHOWN.id, type: 'WEBHOOK', url: 'https://hooks.example.com/****', secret: '****************yz89' }
  const told = (secret: string): Told => ({
    role: 'read',
    key: 'WEBHOOK',
    members: { WEBHOOK: body },
    body: shown,
    recalled: {
      group: 'here',
      places: [place({ secret }, { key: 'WEBHOOK' })],
      firstShown: new Map([['WEBHOOK', { ...shown, secret: null }]]),
    },
  })
  expect(signaturesOf('inherited', 'ofDeleted', told('abcdefghijklmnopyz89'))).toEqual(['inherited-ofDeleted'])
  expect(signaturesOf('inherited', 'ofDeleted', told('abcdefghijklmnopqrst'))).toEqual([])
})
