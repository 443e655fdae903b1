import { withValueAt } from '../../../json/pointer.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, creates, keyed, namedByServer, reads } from '../../world/facts.ts'
import { isReadOnly } from '../../change/is-read-only.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { otherKey } from '../../key/other-key.ts'
import { withArticle } from '../../session/noun.ts'
import { shouldUnless } from '../../session/problem.ts'

/** A caller does not choose a key that the server chooses. */
export const serverNamesMembers: Law = {
  id: 'server-names-members',
  level: 'must',
  text: 'A create whose body has a key is refused, or makes a member with another key, where the server names its members.',
  source: 'JSON Schema 2020-12, Validation, section 9.4 (readOnly)',
  needs: all(creates, reads, keyed, namedByServer),
  async check(world) {
    const { resource } = world
    const like = await world.fresh()
    const other = await otherKey(like, world.shown(await world.read(like)), world)
    if (other === undefined) throw new NotVerified('the contract does not say where a member shows its key')
    const asked = await world.body({ parent: like.parent })
    const body = withMember(
      asked.body,
      withValueAt(memberIn(asked.body, resource), other.pointer, other.value),
      resource,
    )
    // The run never writes members of others.
    if (isSuccess(await world.read({ above: like.above, own: other.own })))
      throw new NotVerified(`there is ${withArticle(resource.name)} under the key that would be sent`)
    const { answer, member } = await world.create({ ...asked, body })
    const isTaken = member !== undefined && member.own.join('/') === other.own.join('/')
    world.expect(
      answer,
      isTaken
        ? [
            {
              signature: 'taken',
              message: `expected a key of the server at ${other.pointer}, got ${JSON.stringify(other.value)} as the caller sent it`,
              at: `body#${resource.wrap?.value.answer ?? ''}${other.pointer}`,
              expected: 'a key of the server',
              actual: other.value,
              ...shouldUnless(isReadOnly(other.pointer, world)),
            },
          ]
        : [],
    )
  },
}
