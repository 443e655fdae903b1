import { expect, test } from 'vitest'
import { pairedVariations } from './paired-variations.ts'

const ENVELOPE = { query: { envelope: true }, of: ['list', 'create', 'read'] }
const PRETTY = { query: { pretty: true } }
const LARGE = { query: { itemsPerPage: 500 } }
const FIRST = { query: { itemsPerPage: 2, pageNum: 1 } }
const LATER = { headers: { Accept: 'application/vnd.atlas.2024-11-13+json' } }
const READER = { as: 'reader', of: ['list', 'read'] }

test('each two variations are sent at once, by the operations that may have both', () => {
  expect(pairedVariations([ENVELOPE, PRETTY, LATER, READER])).toEqual([
    { query: { envelope: true, pretty: true }, of: ENVELOPE.of },
    { query: { envelope: true }, headers: LATER.headers, of: ENVELOPE.of },
    { query: { envelope: true }, as: 'reader', of: ['list', 'read'] },
    { query: { pretty: true }, headers: LATER.headers },
    { query: { pretty: true }, as: 'reader', of: ['list', 'read'] },
    { headers: LATER.headers, as: 'reader', of: ['list', 'read'] },
  ])
})

test('two values of one parameter or header, two senders, and two without a common operation are no pair', () => {
  expect(pairedVariations([LARGE, FIRST])).toEqual([])
  expect(pairedVariations([LATER, { headers: { accept: 'application/json' } }])).toEqual([])
  expect(pairedVariations([READER, { as: 'owner' }])).toEqual([])
  expect(pairedVariations([{ transfer: 'chunked' }, { transfer: 'chunked' }])).toEqual([])
  expect(pairedVariations([READER, { ...PRETTY, of: ['create'] }])).toEqual([])
})
