import type { ApiDocument, ApiParameter } from '../../../document/api-document.ts'
import { hasSentence } from '../../../document/says/describes.ts'
import type { Resource } from '../../../resource/model.ts'
import { operationWithId } from '../../body/paths.ts'
import { isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { sizeName } from '../../walk/page-size.ts'
import { all, creates, lacking, listsAll, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'

/** A maximum of all members that a walk shows, and what speaks of the members of one page. */
const IN_ALL =
  /\bmax(?:imum)?\b[^.]*\b(?:total|overall|in all|altogether|across (?:all )?pages)\b|\btotal max(?:imum)?\b/i
const PER_PAGE = /\b(?:per|on (?:each|a|one)|in (?:each|a|one)) (?:page|request|response)\b/i

/** The parameter of the list which bounds the whole walk by its description, such as `maxRecords`. */
function maximumOf({ list }: Resource, document: ApiDocument): ApiParameter | undefined {
  if (list === undefined) return undefined
  const sizes = new Set((list.pages?.value ?? []).map(sizeName))
  return operationWithId(document, list.operation).parameters.find(
    ({ in: place, name, description }) =>
      place === 'query' && /max|limit/i.test(name) && !sizes.has(name) && hasSentence(description, IN_ALL, PER_PAGE),
  )
}

const hasMaximum: Need = (resource, _, document) =>
  maximumOf(resource, document) === undefined
    ? lacking('parameter that bounds all members of a list')
    : { holds: true, certainty: 'sure' }

/** The members that are asked for, as a count, and the pages of one member that may show more. */
const MAXIMUM = 2

/** A walk through the pages of a list shows no more members than were asked for in all. */
export const walkKeepsItsMaximum: Law = {
  id: 'walk-keeps-its-maximum',
  level: 'must',
  text: 'A walk through a list that is asked for a maximum of members in all shows no more members.',
  source: 'the document: a query parameter such as maxRecords, with its description',
  isRare: true,
  needs: all(creates, listsAll, hasMaximum),
  async check(world) {
    const parameter = maximumOf(world.resource, world.document)
    if (parameter === undefined) throw new NotVerified('the document has no such parameter')
    const above = (await world.several())[0]?.above ?? []
    const whole = await world.walk(above, { until: (seen) => seen.length > MAXIMUM })
    if (whole.members.length <= MAXIMUM) throw new NotVerified(`the list shows no more than ${MAXIMUM} members`)
    const walk = await world.walk(above, { query: { [parameter.name]: String(MAXIMUM) }, size: 1, most: MAXIMUM + 1 })
    if (!isSuccess(walk.last)) throw new NotVerified(`the list with a maximum was answered ${walk.last.status}`)
    const count = walk.members.length
    const problem = {
      signature: 'more-than-maximum',
      message: `expected ${MAXIMUM} members at most for ${parameter.name}=${MAXIMUM}, got ${count} on ${walk.pages.length} pages`,
      at: world.itemsAt(walk.last),
      expected: MAXIMUM,
      actual: count,
    }
    world.expect(walk.last, count > MAXIMUM ? [problem] : [])
  },
}
