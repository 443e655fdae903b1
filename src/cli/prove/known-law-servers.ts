import { type Api, APIS } from '../../../fixtures/apis/apis.ts'
import type { Answers } from '../../../fixtures/apis/kit/call.ts'
import { direct } from '../../../fixtures/apis/kit/direct.ts'
import { openNullScene } from '../../../fixtures/scene.ts'
import { TOOL } from '../../source/tool.ts'
import { KNOWN_SERVERS } from './known-servers.ts'
import type { KnownServer, StartedScene } from '../../prove/known-server.ts'

/** The contracts of resources of this package, each with the servers whose correct verdict is known. */
export const KNOWN_LAW_SERVERS: Readonly<Record<string, readonly KnownServer[]>> = {
  ...Object.fromEntries(
    APIS.flatMap((api) => (api.contract === undefined ? [] : [[api.contract.name, serversOf(api, api.contract)]])),
  ),
  // The cases say what a null server may pass.
  [TOOL.contract]: KNOWN_SERVERS.filter(({ kind }) => kind !== 'null'),
}

function serversOf(api: Api, contract: NonNullable<Api['contract']>): readonly KnownServer[] {
  const scene = (serve: () => Answers): (() => Promise<StartedScene>) => {
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
    ...contract.nulls.map(({ handler, ...one }): KnownServer => ({
      ...one,
      kind: 'null',
      open: () => Promise.resolve(openNullScene(handler)),
    })),
    ...[...api.faults, ...contract.faults].map((fault): KnownServer => ({
      kind: 'fault',
      id: fault.id,
      about: fault.says,
      ...(fault.violates === undefined ? {} : { violates: fault.violates }),
      open: scene(fault.serve),
    })),
  ]
}
