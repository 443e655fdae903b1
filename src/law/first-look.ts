import { ask } from './send/ask.ts'
import { createRecord } from './session/case-record.ts'
import { NoAnswer } from './session/not-verified.ts'
import { operationWithId, parametersIn } from './body/paths.ts'
import type { LawSession } from './session/session.ts'

/** The most operations that are asked before the first law, as a count. */
const MOST = 5

/**
 * Asks a few lists before anything else. Returns the reason why a run is of no use: the target does not answer, or it refuses the credentials
 * at each of them.
 */
export async function firstLook(session: LawSession): Promise<string | undefined> {
  const { model, document } = session
  const asked = Object.values(model.resources)
    .flatMap(({ list }) => (list === undefined ? [] : [operationWithId(document, list.operation)]))
    .filter(({ method, path }) => method === 'GET' && parametersIn(path).length === 0)
  const statuses: number[] = []
  const quiet = { ...session, answerLaws: [] }
  try {
    for (const operation of asked.slice(0, MOST)) {
      const { status } = await ask({ operation, path: [] }, createRecord(), quiet)
      statuses.push(status)
      if (status !== 401 && status !== 403) return undefined
    }
  } catch (error) {
    if (error instanceof NoAnswer) return error.message
    throw error
  }
  if (statuses.length === 0) return undefined
  const answers = [...new Set(statuses)].join(' and ')
  return session.connection.principals.isKnown('owner')
    ? `the target refused the credentials of the owner with ${answers}; correct principals.owner in the configuration`
    : `the target asks for credentials with ${answers}; name them with principals.owner in the configuration`
}
