import type { ApiOperation } from '../../document/api-document.ts'
import { refusesExisting } from '../../document/says/says-refuses-existing.ts'
import { wordsOf } from '../../words/words.ts'
import { sure } from '../fact.ts'
import type { Fact } from '../model.ts'

/**
 * The status of a PUT whose description or status says that there is such a member already. Beside a success that replaces, or a body, the status may be about another
 * property.
 */
export function refusedAgain(create: ApiOperation, name: string): Fact<number> | undefined {
  const { responses, body, method, path } = create
  const said = refusesExisting(create.description, wordsOf(name).join(' '))
  if (said !== undefined && create.method === 'PUT')
    return sure(said, `${method} ${path} refuses a member that is there, as its description says`)
  const successes = Object.keys(responses).filter((status) => status.startsWith('2'))
  if (body !== undefined || isConditional(create) || successes.join() !== '201') return undefined
  const status = [409, 412].find((one) => /\b(?:exists|in use|taken)\b/i.test(responses[one]?.description ?? ''))
  return status === undefined
    ? undefined
    : sure(status, `${method} ${path} documents ${status} for a member that is there`)
}

/** True for an operation that documents a header with a precondition, of which 412 tells that it has failed (RFC 9110, section 15.5.13). */
export function isConditional({ parameters }: ApiOperation): boolean {
  return parameters.some(({ name, in: place }) => place === 'header' && /^if-/i.test(name))
}
