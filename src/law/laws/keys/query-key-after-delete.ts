import { isDeepStrictEqual } from 'node:util'
import { saysKeyStaysTaken } from '../../../document/says/says-key-of-deleted.ts'
import { valueAt } from '../../../json/pointer.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { isValidBy } from '../../body/validators.ts'
import { removeNow } from '../../change/remove-now.ts'
import { answerSchema } from '../../compare/answer-schema.ts'
import { short } from '../../compare/compare-member.ts'
import { namedInQuery, queryKeyOf } from '../../key/query-key.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { isAbsent, isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import { all, creates, deletes, keyed, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

/** A key in the query is taken or free after a delete, and its new member is another one. */
export const queryKeyAfterDelete: Law = {
  id: 'query-key-after-delete',
  level: 'must',
  text: 'A create whose query names the key of a deleted member is refused where the document says that the key stays taken. Elsewhere its member has no unique id of the deleted one.',
  source: 'the document: "The id of a deleted sensor stays taken"; AIP-148, AIP-164',
  needs: all(creates, keyed, reads, deletes, namedInQuery),
  isRare: true,
  async check(world) {
    const parameter = queryKeyOf(world.resource, world.document)
    const key = world.word()
    if (parameter === undefined || !isValidBy(key, parameter.schema, world.validators))
      throw new NotVerified('the document does not say enough to name a member in the query')
    const query = { [parameter.name]: key }
    const { answer, member } = await world.create({ ...(await world.body()), query })
    if (!isSuccess(answer) || member === undefined)
      throw new NotVerified(`a create with ${parameter.name} was answered ${answer.status}`)
    const before = world.shown(await world.read(member))
    await removeNow(member, world)
    const gone = await world.read(member)
    const again = await world.create({ ...(await world.body({ variant: 1 })), query })
    const { description } = world.operation(world.resource.create?.operation ?? '')
    if ([description, parameter.description].some(saysKeyStaysTaken)) {
      const what = `a create with ${parameter.name}=${key} of a deleted member, whose key stays taken by the document`
      world.expect(again.answer, acceptedProblems(again.answer, { what }))
      return
    }
    if (!isAbsent(gone) || again.member === undefined || !isDeepStrictEqual(again.member.own, member.own))
      throw new NotVerified(`a create under the key of a deleted member was answered ${again.answer.status}`)
    const read = await world.read(again.member)
    world.expect(read, sameIds(before, world.shown(read), world))
  },
}

/** The unique ids of the server that two members under one key both have. */
function sameIds(before: unknown, now: unknown, { resource, document }: World): readonly Problem[] {
  const whole = answerSchema({ resource, document }) ?? true
  return resource.server.flatMap((at): readonly Problem[] => {
    const own = flatten(schemaAt(whole, at, document.schemas) ?? true, document.schemas)
    const isStated = own['x-new-when-recreated'] === true
    const value = valueAt(now, at)
    if ((own['format'] !== 'uuid' && !isStated) || value === undefined || value !== valueAt(before, at)) return []
    const message = `expected another value at ${at} of a new member under the key of a deleted one, got ${short(value)} again`
    return [
      {
        signature: 'same-id',
        message,
        at: `body#${at}`,
        expected: 'another value',
        actual: value,
        ...shouldUnless(isStated),
      },
    ]
  })
}
