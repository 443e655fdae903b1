import { saysUnique } from '../../../document/says/says-unique.ts'
import { namedInQuery, queryKeyOf } from '../../key/query-key.ts'
import { writesOver } from '../../key/key-of-caller.ts'
import { showsOther } from '../../key/shows-other.ts'
import { isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { all, creates, keyed } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { isValidBy } from '../../body/validators.ts'
import { shouldUnless } from '../../session/problem.ts'

/** A create whose query names the member makes it under that name. */
export const queryNamesMember: Law = {
  id: 'query-names-member',
  level: 'must',
  text: 'A create with a query parameter such as book_id makes the member under that key. A second one is refused, where the document has 409 or calls the key unique.',
  source: 'the document: a query parameter of the create is the key of the resource; AIP-133',
  needs: all(creates, keyed, namedInQuery),
  isRare: true,
  async check(world) {
    const operation = world.operation(world.resource.create?.operation ?? '')
    const parameter = queryKeyOf(world.resource, world.document)
    if (parameter === undefined) throw new NotVerified('no query parameter of the create names the member')
    const key = world.word()
    if (!isValidBy(key, parameter.schema, world.validators))
      throw new NotVerified(`the document does not say enough to make a ${parameter.name}`)
    const create = async () => world.create({ ...(await world.body()), query: { [parameter.name]: key } })
    const { answer, member } = await create()
    if (!isSuccess(answer) || member === undefined)
      throw new NotVerified(`a create with ${parameter.name} was answered ${answer.status}`)
    const own = member.own.join('/')
    world.expect(
      answer,
      own === key
        ? []
        : [
            {
              signature: 'other-key',
              message: `expected a member with the key ${key} after a create with ${parameter.name}=${key}, got ${own}`,
              at: 'body',
              expected: key,
              actual: own,
            },
          ],
    )
    if (own !== key) return
    const refuses = Object.hasOwn(operation.responses, '409')
    if (!refuses && (!saysUnique(parameter.description) || writesOver(operation.description))) return
    const before = world.resource.read === undefined ? undefined : world.shown(await world.read(member))
    const again = await create()
    const what = `a second create with ${parameter.name}=${key}`
    // An answer of 200 may show the member that is there, which leaves the key unique.
    const isSure =
      refuses || (isSuccess(again.answer) && before !== undefined && (await showsOther(member, before, world)))
    world.expect(again.answer, statusProblems(again.answer, ['4xx'], { what, ...shouldUnless(isSure) }))
  },
}
