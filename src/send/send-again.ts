import { type Reply, type Send, type TargetRequest, UNREADABLE } from '../http/target.ts'

/** The longest body and path of a request that is sent again, in bytes: a server may close a connection while a longer one arrives. */
const LONGEST_BODY = 16_384
const LONGEST_PATH = 2_048

type Unanswered = Extract<Reply, { answered: false }>

/**
 * Sends a request again whose connection was closed before an answer, on another connection. A server may close a connection that is idle
 * at the moment of a request: then the second answer counts, unless the first request may have caused it. The handler of many frameworks closes
 * the connection if it fails, in place of a 500. If the target closes again, and answers another request before and after, that is a defect of
 * this answer. Undefined if nothing can be told.
 */
export async function sendAgain(
  request: TargetRequest,
  first: Unanswered,
  send: (request: TargetRequest) => ReturnType<Send>,
): Promise<Reply | undefined> {
  // A server may not be able to read a body in pieces: the second time it comes whole, and its answer says nothing of the pieces.
  const { transfer, ...whole } = request
  const { path, body } = whole
  if (first.failure !== 'reset' || path.length > LONGEST_PATH) return undefined
  if (body !== undefined && body.length > LONGEST_BODY) return undefined
  const other = await answeredOther(request, send)
  if (other === undefined) return undefined
  const again = await send({ ...whole, beside: true })
  if (again.answered)
    return transfer !== undefined || isOfFirst(request.method, again.response.status)
      ? undefined
      : { ...again, again: true }
  if (again.failure !== 'reset' || !(await send(other)).answered) return undefined
  const defect = `${first.reason}, each time, while other requests were answered; look for an error in the handler of this one`
  return {
    answered: true,
    closed: true,
    again: true,
    response: { status: UNREADABLE, headers: [], body: new Uint8Array(), defect },
  }
}

/** True if a request that was done may have this status the second time: a created member is there, and a deleted one is gone. */
function isOfFirst(method: string, status: number): boolean {
  return method === 'DELETE' ? status === 404 || status === 410 : method !== 'GET' && (status === 409 || status === 412)
}

/**
 * A reading request of the same sender that is answered: any answer shows that the target is there. It is for the resource above, or for the one
 * above that, since one handler may serve a list and its members.
 */
async function answeredOther(
  { path, headers }: TargetRequest,
  send: (request: TargetRequest) => ReturnType<Send>,
): Promise<TargetRequest | undefined> {
  const read = headers.filter(([name]) => !name.toLowerCase().startsWith('content-'))
  const [own = ''] = path.split('?')
  for (const above of new Set([parentOf(own), parentOf(parentOf(own))])) {
    const other: TargetRequest = { method: 'GET', path: above, headers: read }
    if ((await send(other)).answered) return other
  }
  return undefined
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}
