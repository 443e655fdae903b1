import { answerShape, requestShape } from '../shape/body-schema.ts'
import { sureIf } from '../fact.ts'
import type { Resource } from '../model.ts'
import type { Subject } from '../shape/subject.ts'
import { besideFree, underKey, unwrap } from '../shape/wrap.ts'

/** The wraps of a member in requests and answers. */
export function inferWrap({ document, roles, candidate }: Subject): Resource['wrap'] {
  const request = unwrap(document, requestShape(document, roles.create ?? roles.updates[0]), candidate.name)
  const shown = answerShape(document, roles.read ?? roles.create)
  const answer =
    underKey(document, shown, request.shape) ??
    besideFree(document, shown, request) ??
    unwrap(document, shown, candidate.name)
  if (request.at === '' && answer.at === '') return undefined
  const value = {
    ...(request.at === '' ? {} : { request: request.at }),
    ...(answer.at === '' ? {} : { answer: answer.at }),
  }
  const places = Object.entries(value).map(
    ([which, at]) => `${which === 'request' ? 'requests' : 'answers'} have a member at ${at}`,
  )
  return sureIf(request.certainty === 'sure' && answer.certainty === 'sure', value, places.join(', '))
}
