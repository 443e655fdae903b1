import { expect, test } from 'vitest'
import { type CredentialsWatch, watchCredentials } from './credentials-watch.ts'

interface Noting {
  readonly as?: string
  readonly withheld?: readonly []
  readonly credentials?: readonly (readonly [string, string])[]
}

function note(watch: CredentialsWatch, [path, isRefused]: readonly [string, boolean], more: Noting = {}): void {
  const { as = 'owner', withheld, credentials = [] } = more
  const request = { method: 'GET', path, headers: [], ...(withheld === undefined ? {} : { withheld }) }
  watch.note({ request, as, credentials }, isRefused)
}

/** A watch that has seen an accepted request, and then so many refused ones. */
function afterRefusals(count: number, more: Noting & { readonly path?: string } = {}): CredentialsWatch {
  const watch = watchCredentials()
  note(watch, ['/a?x=1', false])
  for (let index = 0; index < count; index += 1) note(watch, [more.path ?? '/a', true], more)
  return watch
}

test('twenty refusals in a row of a request that was accepted before end a run', () => {
  expect(afterRefusals(19).reason()).toBeUndefined()
  expect(afterRefusals(20).reason()).toBe(
    'since GET /a, the target has answered 401 to each request of the owner, 20 in a row',
  )
})

test('where credentials are sent, the reason says that they may have expired', () => {
  expect(afterRefusals(20, { credentials: [['Authorization', 'Bearer <secret>']] }).reason()).toMatch(
    /, 20 in a row; the credentials may have expired$/,
  )
})

test('an accepted request ends a row of refusals, and a reason once given stays', () => {
  const watch = afterRefusals(19)
  note(watch, ['/a', false])
  note(watch, ['/a', true])
  expect(watch.reason()).toBeUndefined()
  const ended = afterRefusals(20)
  note(ended, ['/a', false])
  expect(ended.reason()).toBeDefined()
})

test('refusals are forgotten five times', () => {
  const watch = afterRefusals(20)
  const refuse = (): void => {
    for (let index = 0; index < 20; index += 1) note(watch, ['/a', true])
  }
  for (let times = 0; times < 5; times += 1) {
    watch.forget()
    expect(watch.reason()).toBeUndefined()
    refuse()
  }
  watch.forget()
  expect(watch.reason()).toBeDefined()
})

test('refusals of requests that were never accepted say nothing', () => {
  expect(afterRefusals(100, { path: '/b' }).reason()).toBeUndefined()
})

test.each<Noting>([{ as: 'reader' }, { as: 'altered' }, { withheld: [] }])(
  'refusals of another sender, and without a part of the credentials, say nothing: %j',
  (more) => {
    expect(afterRefusals(100, more).reason()).toBeUndefined()
  },
)
