import { expect, test } from 'vitest'
import { observe, type Told } from '../../judge/observation.test-support.ts'
import { traitsOf } from './traits-of.ts'

type Sent = Parameters<typeof traitsOf>[1]

function traits(
  { sent, ...told }: Told & { readonly sent?: unknown },
  { as = 'owner', unlike, transfer }: Partial<Sent> & Pick<Sent['request'], 'unlike' | 'transfer'> = {},
): readonly string[] {
  const { request, contract } = observe(told)
  const own = { ...(unlike === undefined ? {} : { unlike }), ...(transfer === undefined ? {} : { transfer }) }
  const made = { method: 'PUT', path: '/', headers: [], ...own }
  return traitsOf({ request: { ...request, body: sent }, contract }, { as, request: made })
}

test('the operation, the key, the sender, the parameters and the properties of the body are traits', () => {
  const told = { role: 'update', key: 'SLACK', sent: { type: 'SLACK', teamName: '', id: null, unheardOf: 1 } } as const
  const all = traits({ ...told, query: { pretty: 'true', itemsPerPage: 'x'.repeat(100) } }, { as: 'reader' })
  for (const one of ['update', 'of SLACK', 'as the reader', 'with pretty', 'with pretty=true', 'with itemsPerPage'])
    expect(all).toContain(one)
  for (const one of [
    'with /teamName in the body',
    'with an empty /teamName in the body',
    'with null for /id in the body',
  ])
    expect(all).toContain(one)
  expect(all.filter((one) => /unheardOf|xxx/.test(one))).toEqual([])
})

test('a header that other requests do not have so is a trait, but for a long value', () => {
  const unlike = [
    ['Accept', '*/*'],
    ['Content-Type', null],
    ['X-Drawn', 'x'.repeat(61)],
  ] as const
  expect(traits({ role: 'list' }, { unlike })).toEqual(['list', 'with Accept: */*', 'without Content-Type'])
  expect(traits({ role: 'list' })).toEqual(['list'])
  expect(traits({ role: 'list' }, { as: 'nobody' })).toEqual(['list', 'as nobody'])
})

test('a body with its length that goes in pieces is a trait', () => {
  expect(traits({ role: 'update' }, { transfer: 'split' })).toEqual(['update', 'with the body in pieces'])
})
