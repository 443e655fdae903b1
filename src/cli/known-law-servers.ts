import { APIS, type ServedDeviation } from '../../fixtures/apis/apis.ts'
import type { Answers } from '../../fixtures/apis/kit/call.ts'
import { direct } from '../../fixtures/apis/kit/direct.ts'
import { usersDomainFaults } from '../../fixtures/apis/users/domain-faults.ts'
import { nullUsers } from '../../fixtures/apis/users/null-servers.ts'
import { createUsers } from '../../fixtures/apis/users/server.ts'
import { openNullScene } from '../../fixtures/scene.ts'
import { TOOL } from '../source/tool.ts'
import { KNOWN_SERVERS } from './known-servers.ts'
import type { KnownServer, Scene } from '../prove/known-server.ts'

/** The contracts of resources of this package, each with the servers whose correct verdict is known. */
export const KNOWN_LAW_SERVERS: Readonly<Record<string, readonly KnownServer[]>> = {
  'database-users': databaseUsers(),
  // What a null server may pass is said in cases.
  [TOOL.contract]: KNOWN_SERVERS.filter(({ kind }) => kind !== 'null'),
}

function databaseUsers(): readonly KnownServer[] {
  const api = APIS.find(({ name }) => name === 'users')
  if (api === undefined) throw new Error('there are no database users')
  const domain = usersDomainFaults.map((fault): ServedDeviation => ({ ...fault, serve: () => createUsers(fault) }))
  const scene = (serve: () => Answers): (() => Promise<Scene>) => {
    const [group = ''] = Object.values(api.scopes)
    const [otherGroup = ''] = Object.values(api.otherScopes)
    return () => {
      const answers = serve()
      const before = answers.held()
      return Promise.resolve({
        exchange: direct(answers),
        group,
        otherGroup,
        principals: api.principals,
        // No server here waits for real.
        clock: { now: () => performance.now(), sleep: () => Promise.resolve() },
        // A server in this process always answers, so a slow answer is the fault of this machine.
        timeout: 20_000,
        left: () => answers.held() - before,
        close: () => Promise.resolve(),
      })
    }
  }
  return [
    { kind: 'reference', id: 'reference', about: 'The server without changes.', open: scene(api.serve) },
    ...api.variants.map((variant): KnownServer => ({
      kind: 'variant',
      id: variant.id,
      about: variant.says,
      mayWarn: variant.warnings !== undefined,
      open: scene(variant.serve),
    })),
    ...nullUsers.map(({ handler, ...one }): KnownServer => ({
      ...one,
      kind: 'null',
      open: () => Promise.resolve(openNullScene(handler)),
    })),
    ...[...api.faults, ...domain].map((fault): KnownServer => ({
      kind: 'fault',
      id: fault.id,
      about: fault.says,
      ...(fault.violates === undefined ? {} : { violates: fault.violates }),
      open: scene(fault.serve),
    })),
  ]
}
