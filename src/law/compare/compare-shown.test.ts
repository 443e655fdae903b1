import { expect, test } from 'vitest'
import { differencesShown } from './compare-shown.ts'

const compare = (sent: unknown, shown: unknown, schema?: Readonly<Record<string, unknown>>): readonly string[] =>
  differencesShown(sent, shown, { ignored: ['/secret', '/hooks/*/code'], schema, schemas: {} }).map(
    ({ at, kind }) => `${kind} ${at}`,
  )

test.each([
  ['the same', { a: 1, b: ['x'] }, { a: 1, b: ['x'] }],
  ['more than was sent', { a: 1 }, { a: 1, id: 7, nested: {} }],
  ['a number with zeros', { a: 1.5 }, { a: '1.50' }],
  ['a date in another zone', { a: '2031-03-01T10:20:30Z' }, { a: '2031-03-01T12:20:30.000+02:00' }],
  ['a date without its fraction', { a: '2031-03-01T10:20:30.123Z' }, { a: '2031-03-01T10:20:30Z' }],
  ['a date without a zone, in UTC', { a: '2031-03-01T10:20:30Z' }, { a: '2031-03-01 10:20:30' }],
  ['null for nothing', { a: null }, {}],
  ['an empty list for nothing', { a: [] }, {}],
  ['no secret', { secret: 'x' }, {}],
  ['no secret in an item', { hooks: [{ a: 1, code: 'x' }, { code: 'y' }] }, { hooks: [{ a: 1 }, {}] }],
])('%s is no difference', (_, sent, shown) => expect(compare(sent, shown)).toEqual([]))

test.each([
  ['missing /a', { a: 1 }, {}],
  ['differs /a/b', { a: { b: 1 } }, { a: { b: 2 } }],
  ['differs /a', { a: ['x', 'y'] }, { a: ['x', 'y', 'y'] }],
  ['differs /a', { a: 1000 }, { a: 232 }],
  ['differs /a', { a: [{ x: 1 }, { x: 1 }] }, { a: [{ x: 1 }] }],
  ['differs /a', { a: '2031-03-01' }, { a: '2031-03-02' }],
  ['differs /a', { a: 'long text' }, { a: 'long' }],
  ['differs /a', { a: '10' }, { a: '1' }],
  ['differs /a', { a: '007' }, { a: '7' }],
])('%s: %j is shown as %j', (expected, sent, shown) => expect(compare(sent, shown)).toEqual([expected]))

test.each([
  ['trimmed text', { a: ' x ' }, { a: 'x' }],
  ['lower case', { a: 'Mail@Example.com' }, { a: 'mail@example.com' }],
  ['a sorted list', { a: ['b', 'A'] }, { a: ['a', 'b'] }],
  ['a decimal with zeros', { a: '0' }, { a: '0.00' }],
  ['a decimal without zeros', { a: '-1.50' }, { a: '-1.5' }],
  ['tags once', { a: ['b', 'b'] }, { a: ['b'] }],
])('%s has the same meaning', (_, sent, shown) => expect(compare(sent, shown)).toEqual(['same-meaning /a']))

const LABELS = { properties: { labels: { type: 'array', items: { type: 'string' } } } }
test.each([
  ['b, a', ['a', 'b'], []],
  ['', [], []],
  ['a,b', ['a'], ['differs /labels']],
  ['a,b', [{ name: 'a' }], []],
  [null, ['none'], ['same-meaning /labels']],
])('names with commas are a list: %j is shown as %j', (sent, labels, expected) =>
  expect(compare({ labels: sent }, { labels }, LABELS)).toEqual(expected),
)

test('a property may join its words in another way in answers', () => {
  const schema = { properties: { voice_url: {}, sid: {} } }
  expect(compare({ VoiceUrl: 'x' }, { voice_url: 'x', sid: 's' }, schema)).toEqual([])
  expect(compare({ VoiceUrl: 'x' }, { voice_url: 'y', sid: 's' }, schema)).toEqual(['differs /voice_url'])
})

test('the order of a set means nothing, and a value that is lost does', () => {
  const schema = { properties: { a: { type: 'array', uniqueItems: true } } }
  expect(compare({ a: ['x', 'y'] }, { a: ['y', 'x'] }, schema)).toEqual([])
  expect(compare({ a: ['x', 'y'] }, { a: ['x', 'x'] }, schema)).toEqual(['differs /a'])
  expect(compare({ a: ['x', 'y', 'x'] }, { a: ['y', 'x'] }, schema)).toEqual([])
  expect(compare({ a: ['x', 'y', 'x'] }, { a: ['x'] }, schema)).toEqual(['differs /a'])
})

test('properties that the schema of the answer lacks, or hides, are not compared', () => {
  const schema = { properties: { a: {}, c: { writeOnly: true } } }
  expect(compare({ a: 1, b: 2, c: 3 }, { a: 2 }, schema)).toEqual(['differs /a'])
})

test('a list whose items are unique in a create has no order in an answer that does not say so', () => {
  const taken = { properties: { a: { type: 'array', uniqueItems: true } } }
  const given = { ignored: [], schema: undefined, schemas: {} }
  const pair = [{ a: ['y', 'x'] }, { a: ['x', 'y'] }] as const
  expect(differencesShown(...pair, given).map(({ kind }) => kind)).toEqual(['same-meaning'])
  expect(differencesShown(...pair, { ...given, taken })).toEqual([])
})

test('a text that a create takes to be stored in one case has no other value in that case', () => {
  const taken = { properties: { color: { type: 'string', 'x-stored-text': ['upper'] } } }
  const given = { ignored: [], schema: undefined, schemas: {} }
  const shown = { color: 'AB' }
  expect(differencesShown({ color: 'ab' }, shown, { ...given, taken })).toEqual([])
  expect(differencesShown({ color: 'ac' }, shown, { ...given, taken }).map(({ kind }) => kind)).toEqual(['differs'])
  expect(differencesShown({ color: 'ab' }, shown, given).map(({ kind }) => kind)).toEqual(['same-meaning'])
})

test('the properties of an answer are those of the alternative that is shown', () => {
  const oneOf = [
    { properties: { kind: { const: 'text' }, text: { type: 'string' } } },
    { properties: { kind: { const: 'image' }, name: { type: 'string' }, alt: { type: 'string' } } },
  ]
  expect(compare({ kind: 'image', name: 'n', alt: 'a' }, { kind: 'image', name: 'n' }, { oneOf })).toEqual([
    'missing /alt',
  ])
  expect(compare({ kind: 'text', text: 't', alt: 'a' }, { kind: 'text', text: 't' }, { oneOf })).toEqual([])
})

test('a blank that is left out means the same, and other decimals of a duration are the same value', () => {
  expect(compare({ a: false, b: 0, c: '' }, {})).toEqual(['same-meaning /a', 'same-meaning /b', 'same-meaning /c'])
  expect(compare({ a: '9.2s', b: '90s' }, { a: '9.200s', b: '9s' })).toEqual(['differs /b'])
})

test('a value that answers have in another form than requests is not compared', () => {
  const label = { type: 'object', properties: { name: { type: 'string' } } }
  const schema = { properties: { labels: { type: 'array', items: label }, first: label, text: { type: 'string' } } }
  const shown = { labels: [{ name: 'bug' }], first: { name: 'bug' }, text: { name: 'bug' } }
  expect(compare({ labels: ['bug'], first: 'bug', text: 'bug' }, shown, schema)).toEqual(['differs /text'])
  expect(compare({ labels: [{ name: 'bug' }] }, { labels: [{ name: 'gub' }] }, schema)).toEqual(['differs /labels'])
})

test('a member of another resource that an answer shows in the place of its key may change but for its key', () => {
  const taken = { properties: { milestone: { type: 'integer' }, labels: { type: 'array', items: { type: 'string' } } } }
  const embedded = (sent: unknown, shown: unknown): readonly string[] =>
    differencesShown(sent, shown, { ignored: [], schema: undefined, taken, schemas: {} }).map(({ at }) => at)
  const before = { milestone: { number: 1, open: 3 }, labels: [{ name: 'bug', used: 1 }] }
  expect(embedded(before, { milestone: { number: 1, open: 2 }, labels: [{ name: 'bug', used: 2 }] })).toEqual([])
  expect(embedded(before, { milestone: { number: 2, open: 3 }, labels: [{ name: 'ui', used: 1 }] })).toEqual([
    '/milestone/number',
    '/labels',
  ])
  expect(embedded({ owner: { open: 3 } }, { owner: { open: 2 } })).toEqual(['/owner/open'])
})

test('a value beside a flag that makes it a secret may be hidden, and no other one', () => {
  const header = { key: 'k', value: 'v', secret: true }
  for (const shown of [
    { key: 'k', secret: true },
    { ...header, value: '*****' },
    { ...header, value: null },
  ])
    expect(compare({ headers: [header], header }, { headers: [shown], header: shown })).toEqual([])
  const open = { key: 'k', value: 'v', secret: false }
  expect(compare(open, { key: 'k', secret: false })).toEqual(['missing /value'])
  expect(compare(header, { ...header, value: 'w' })).toEqual(['differs /value'])
  expect(compare(header, { value: 'v', secret: true })).toEqual(['missing /key'])
})

test('a credential by its name that is shown without its value is a doubt alone', () => {
  for (const name of ['authorization_header', 'apiKey', 'password'])
    expect(compare({ [name]: 'x9' }, { [name]: '' })).toEqual([`same-meaning /${name}`])
  expect(compare({ token: 'x9' }, { token: 'y8' })).toEqual(['differs /token'])
  expect(compare({ tokens: 'x9', header: 'x' }, { tokens: '', header: '' })).toEqual([
    'differs /tokens',
    'differs /header',
  ])
})

test.each([
  [{ isOnce: true, isSet: true }, ['a', 'a', 'b'], ['a', 'b'], []],
  [{ isOnce: true, isSet: true }, ['b', 'a', 'b'], ['a', 'b'], []],
  [{ isOnce: true, isSet: true }, ['a', 'a', 'b'], ['a', 'a', 'b'], ['differs /tags']],
  [{ isOnce: true, isSet: true }, ['a', 'b'], ['a'], ['differs /tags']],
  [{ isSet: true }, ['b', 'a'], ['a', 'b'], []],
  [{ isSorted: true }, ['b', 'a', 'B'], ['a', 'B', 'b'], []],
  [{ isSorted: true }, ['b', 'a', 'c'], ['b', 'a', 'c'], ['same-meaning /tags']],
  [{ isSorted: true }, ['b', 'a'], ['a'], ['differs /tags']],
])('a list that is stored as %j: %j is shown as %j', (said, ...lists) => {
  const [sent, shown, expected] = lists
  const taken = { properties: { tags: { type: 'array', 'x-stored-list': said } } }
  const found = differencesShown(
    { tags: sent },
    { tags: shown },
    { ignored: [], schema: undefined, taken, schemas: {} },
  )
  expect(found.map(({ at, kind }) => `${kind} ${at}`)).toEqual(expected)
})

test('a value that answers never have is no difference, where another one of answers stands', () => {
  const schema = { type: 'object', properties: { type: { type: 'string', enum: ['campaigns', 'lists'] } } }
  expect(compare({ type: 'schedules' }, { type: 'campaigns' }, schema)).toEqual([])
  expect(compare({ type: 'schedules' }, { type: 'others' }, schema)).toEqual(['differs /type'])
  expect(compare({ type: 'lists' }, { type: 'campaigns' }, schema)).toEqual(['differs /type'])
})

test('an empty text is shown as none where its description says that it clears the property', () => {
  const cleared = (shown: unknown): readonly string[] =>
    compare({ phone: '' }, shown, { properties: { phone: { type: ['string', 'null'], 'x-empty-clears': true } } })
  expect([cleared({ phone: null }), cleared({}), cleared({ phone: '' })]).toEqual([[], [], []])
  expect(cleared({ phone: '1' })).toEqual(['differs /phone'])
  expect(compare({ phone: 'a' }, { phone: null }, { properties: { phone: { 'x-empty-clears': true } } })).toEqual([
    'differs /phone',
  ])
  expect(compare({ phone: '' }, { phone: null })).toEqual(['differs /phone'])
})
