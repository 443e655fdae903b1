import { expect, test } from 'vitest'
import { CONTRACT, observe, type Told } from '../../judge/observation.test-support.ts'
import { traitsOf } from './traits-of.ts'

const USUAL = Object.entries(CONTRACT.headers)

function traits(
  { sent, ...told }: Told & { readonly sent?: unknown },
  { as = 'owner', headers = USUAL } = {},
): readonly string[] {
  const { request, contract } = observe(told)
  return traitsOf(
    { request: { ...request, body: sent }, contract },
    { as, request: { method: 'PUT', path: '/', headers } },
  )
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

test('a header that is not as usual is a trait, and a usual one is none', () => {
  const [[accept] = ['']] = USUAL
  expect(traits({ role: 'list' }).filter((one) => one.includes(accept))).toEqual([])
  expect(traits({ role: 'list' }, { headers: [[accept, '*/*']] })).toContain(`with ${accept}: */*`)
  expect(traits({ role: 'list' }, { headers: [] })).toContain(`without ${accept}`)
})
