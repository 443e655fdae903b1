import { expect, test } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { httpTarget } from '../../http/http-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { fireAt, GROUP, OTHER_GROUP } from './run.test-support.ts'

test('a cause tells what its requests have, and those that pass have not', async () => {
  const server = await createReference({ groups: [GROUP, OTHER_GROUP] }).listen()
  const base = httpTarget(new URL(server.url), { limits: DEFAULT_LIMITS, proxy: false })
  // A single member is never printed with white space.
  const target: typeof base = {
    ...base,
    send: (request, signal) =>
      request.method === 'GET' && /integrations\/\w+/.test(request.path)
        ? base.send({ ...request, path: request.path.replace('pretty=true', 'pretty=false') }, signal)
        : base.send(request, signal),
  }
  const { causes } = await fireAt({ target, only: ['pretty.**'] })
  await server.close()
  const { only } = causes.find(({ requirement }) => requirement === 'pretty-differs') ?? {}
  expect(only?.traits.toSorted()).toEqual(['read', 'with pretty=true'])
  expect(only?.failed).toBe(only?.of)
})
