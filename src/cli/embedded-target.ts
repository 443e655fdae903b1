import { randomBytes } from 'node:crypto'
import type { Settings } from '../config/settings.ts'

/** A reference server for a single run, and its settings: two groups, and a token for each principal. */
export interface Embedded {
  readonly settings: Settings
  readonly close: () => Promise<void>
}

/** Starts the reference server on a free port of the loopback interface. */
export async function startEmbedded(settings: Settings): Promise<Embedded> {
  const { createReference, DEFAULT_GROUP_IDS } = await import('../../fixtures/reference/reference.ts')
  const groups = settings.groups.length > 0 ? settings.groups : DEFAULT_GROUP_IDS.slice(0, 1)
  const other = settings.otherGroup ?? DEFAULT_GROUP_IDS.find((id) => !groups.includes(id))
  const roles = ['owner', 'reader', 'none'] as const
  const [owner = '', reader = '', stranger = ''] = roles.map(() => randomBytes(24).toString('base64url'))
  const reference = createReference({
    groups: [...groups, ...(other === undefined ? [] : [other])],
    auth: { bearerTokens: [owner, reader, stranger].map((token, index) => ({ token, roles: roles[index] ?? 'none' })) },
  })
  const server = await reference.listen()
  return {
    settings: {
      ...settings,
      target: new URL(server.url),
      groups,
      ...(other === undefined ? {} : { otherGroup: other }),
      principals: { owner: { bearer: owner }, reader: { bearer: reader }, stranger: { bearer: stranger } },
    },
    close: server.close,
  }
}
