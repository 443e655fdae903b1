import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { DEFAULT_GROUP_IDS } from '../../../fixtures/reference/default-group-ids.ts'
import type { Settings } from '../../config/settings.ts'
import type { EmbeddedData } from './embedded-worker.ts'

/** A reference server for a single run, and its settings: groups for the lanes and another one, and a token for each principal. */
export interface Embedded {
  readonly settings: Settings
  readonly close: () => Promise<void>
}

/**
 * The groups of the lanes of a run that names none. A lane waits for one answer after another; four lanes take two thirds of the time of
 * one, and more take no less.
 */
const LANE_GROUPS = [
  ...DEFAULT_GROUP_IDS.slice(0, 1),
  '64b1f0c2a9d3e45f67890abe',
  '64b1f0c2a9d3e45f67890abf',
  '64b1f0c2a9d3e45f67890ac0',
]

/**
 * Starts the reference server on a free port of the loopback interface, in a thread of its own: the server answers one request while the
 * run judges another.
 */
export async function startEmbedded(settings: Settings): Promise<Embedded> {
  const groups = settings.groups.length > 0 ? settings.groups : LANE_GROUPS
  const other = settings.otherGroup ?? DEFAULT_GROUP_IDS.find((id) => !groups.includes(id))
  const roles = ['owner', 'reader', 'none'] as const
  const [owner = '', reader = '', stranger = ''] = roles.map(() => randomBytes(24).toString('base64url'))
  const { url, close } = await listenInThread({
    groups: [...groups, ...(other === undefined ? [] : [other])],
    auth: { bearerTokens: [owner, reader, stranger].map((token, index) => ({ token, roles: roles[index] ?? 'none' })) },
  })
  return {
    settings: {
      ...settings,
      target: url,
      groups,
      ...(other === undefined ? {} : { otherGroup: other }),
      principals: { owner: { bearer: owner }, reader: { bearer: reader }, stranger: { bearer: stranger } },
    },
    close,
  }
}

async function listenInThread(data: EmbeddedData): Promise<{ readonly url: URL; readonly close: () => Promise<void> }> {
  const worker = new Worker(new URL('embedded-worker.js', import.meta.url), {
    workerData: data,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  })
  const [url] = (await once(worker, 'message')) as [string]
  return {
    url: new URL(url),
    close: async () => {
      await worker.terminate()
    },
  }
}

/** The server holds little: with the default of Node, garbage of its requests would take 20 MB more. */
const YOUNG_GENERATION_MB = 4
