import type { ApiOperation } from '../../document/api-document.ts'
import type { TargetRequest } from '../../http/target.ts'
import { uninterrupted } from '../../send/uninterrupted.ts'
import { TOOL } from '../../source/tool.ts'
import { fillPath } from '../body/paths.ts'
import { encodeBody } from '../body/request-body.ts'
import type { Monitor } from '../send/operation-told.ts'
import { sendRequest } from '../send/send-request.ts'
import { valuesInLink } from '../send/values-in-link.ts'
import { waitForOperation } from '../send/wait-for-operation.ts'
import { createRecord } from '../session/case-record.ts'
import type { Answer } from '../session/exchange.ts'
import { NoAnswer } from '../session/not-verified.ts'
import type { LawSession } from '../session/session.ts'
import type { Asking, CleanUpRequest } from './clean-up-request.ts'

/** Sends requests of the clean-up as the owner of the members, who may be the stranger. Nothing is judged by their answers, and an interruption does not cut short their waits. */
export function asking(session: LawSession, as: 'owner' | 'stranger' = 'owner'): Asking {
  const cleaning = { ...session, connection: uninterrupted(session.connection) }
  return async (asked) => {
    try {
      const send = (request: CleanUpRequest): Promise<Answer> =>
        sendRequest(
          { request: cleanUpRequest(request, session.model.headers), operation: undefined, as },
          createRecord(),
          cleaning,
        )
      const answer = await send(asked)
      const operation = answer.status === 202 ? operationAt(asked, session) : undefined
      if (operation === undefined) return answer
      const read = (monitor: Monitor): Promise<Answer> =>
        send({ method: 'GET', path: fillPath(monitor.operation.path, monitor.path) })
      return await waitForOperation(answer, { operation, read }, cleaning)
    } catch (error) {
      if (error instanceof NoAnswer) return undefined
      throw error
    }
  }
}

/** Sends requests of the clean-up as long as the target answers, as `asking` does. */
export function askingWhileAnswered(session: LawSession): Asking {
  const ask = asking(session)
  return async (request) => (session.connection.breaker.reason() === undefined ? ask(request) : undefined)
}

/** The operation of the document that a request is sent to. */
function operationAt({ method, path }: CleanUpRequest, { document }: LawSession): ApiOperation | undefined {
  return document.operations.find((one) => one.method === method && valuesInLink(path, one.path) !== undefined)
}

/** A request of the clean-up as it is sent. */
export function cleanUpRequest(
  { method, path, headers = {}, body }: CleanUpRequest,
  own: Readonly<Record<string, string>>,
): TargetRequest {
  const encoded = body === undefined ? undefined : encodeBody(body.value, body.media)
  const all = {
    'User-Agent': `${TOOL.name}/${TOOL.version}`,
    Accept: 'application/json, */*;q=0.1',
    ...own,
    ...headers,
    ...(encoded === undefined ? {} : { 'Content-Type': encoded.media }),
  }
  return { method, path, headers: Object.entries(all), ...(encoded === undefined ? {} : { body: encoded.bytes }) }
}
