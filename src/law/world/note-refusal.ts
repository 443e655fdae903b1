import { clipText } from '../../report/clip.ts'
import type { CaseSession } from '../session/case-session.ts'
import { type Answer, isRefusal } from '../session/exchange.ts'
import { makingsOf } from '../session/makings-of.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { CreateRequest } from './create-request.ts'

/** @throws NotVerified where another way of making a body would be refused too. */
export function noteRefusal(answer: Answer, { resource, body }: CreateRequest, { session, record }: CaseSession): void {
  const makings = makingsOf(resource, session.learned)
  // Credentials are no matter of the body.
  if (answer.status !== 401) makings.refusedBody ??= bodiesShown(body, answer.text, session)
  makings.statuses = [...new Set([...(makings.statuses ?? []), answer.status])]
  const [first = answer.status, ...others] = makings.statuses
  const more = others.length === 0 ? '' : `, and ${others.join(' and ')} for other bodies`
  const why = `no ${resource.name} could be made: ${answer.asked} was answered ${first}${more}`
  makings.refusal = why
  if (makings.way !== undefined) throw new NotVerified(why)
  if (NOT_READY.has(answer.status)) throw new NotVerified(why)
  makings.impossible = why
  // Another body is sent with the same credentials. It may lack what the server refuses with 403, or fails at.
  if (answer.status === 401) throw new NotVerified(why)
  if (isRefusal(answer) && answer.status !== 403) makings.refused ??= { answer, body, record }
}

/** The length of a body in a note, in characters. */
const SHOWN = 300

function bodiesShown(body: unknown, text: string, { connection }: CaseSession['session']): string {
  // A secret is masked as a whole.
  const shown = (whole: string): string => clipText(connection.secrets.mask(whole), SHOWN)
  const sent = body === undefined ? 'it had no body' : `its body was ${shown(JSON.stringify(body))}`
  return text.trim() === '' ? sent : `${sent}, and the answer ${shown(text)}`
}

/** Answers of a proxy, or of a server that is not ready: another body meets them too. */
const NOT_READY: ReadonlySet<number> = new Set([502, 503, 504])
