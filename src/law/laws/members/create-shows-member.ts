import { isObject, valueAt } from '../../../json/pointer.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, creates, createShows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import type { World } from '../../world/world.ts'

/** The answer to a create shows the member as it was sent. */
export const createShowsMember: Law = {
  id: 'create-shows-member',
  level: 'must',
  text: 'The answer to a create shows the member with the values that were sent.',
  source: 'RFC 9110, section 9.3.3',
  needs: all(creates, createShows),
  async check(world) {
    const member = await unlessNotVerified(() => world.some())
    const { created, resource, sent } = member ?? {}
    if (created === undefined || resource === undefined) return holdKey(world)
    if (created.status === 202) return
    world.expect(created, world.compare(sent, world.shown(created), resource.create?.operation ?? ''))
  },
}

/** A create whose answer is the member shows its key: else nobody can ask for the member. A should where the schema does not require it. */
async function holdKey(world: World): Promise<void> {
  const { answer, member } = await world.create(await world.body())
  const pointers = Object.values(world.resource.key.address?.value ?? {})
  const shown = world.shown(answer)
  const missing = pointers.find((pointer) => valueAt(shown, pointer) === undefined)
  if (!isSuccess(answer) || answer.status === 202 || member !== undefined || !isObject(shown) || missing === undefined)
    throw new NotVerified(`the create was answered ${answer.status}`)
  world.expect(answer, [
    {
      signature: 'key-missing',
      message: `expected the key of the new member at ${missing}, got none, and no Location`,
      at: `body#${missing}`,
      expected: 'a key',
      actual: 'nothing',
      level: 'should',
    },
  ])
}
