import { createSchema } from '../../body/create-schema.ts'
import { valueAt, withValueAt } from '../../../json/pointer.ts'
import type { CreateRequest } from '../../world/create-request.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, creates, namedByClient, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { ownParameters, parametersIn, pathParameter } from '../../body/paths.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'
import { isWord } from '../../body/words.ts'
import { isValidBy } from '../../body/validators.ts'

/** A key that needs escapes in a path names its member. */
export const specialKeysWork: Law = {
  id: 'special-keys-work',
  level: 'must',
  text: 'A member whose key needs escapes in a path is read at the escaped path.',
  source: 'RFC 3986, section 2.1',
  needs: all(creates, reads, namedByClient),
  async check(world) {
    let judged = 0
    for (const special of [' ', '%', 'ä', '+', '@']) {
      const base = await world.body()
      const asked = (base.own ?? []).length > 0 ? namedInPath(base, special, world) : namedInBody(base, special, world)
      if (asked === undefined) continue
      const { answer, member: created } = await world.create(asked)
      if (!isSuccess(answer) || created === undefined) continue
      const shown = await world.read(created)
      judged += 1
      const what = `a read of a member whose key holds ${JSON.stringify(special)}`
      if (!world.expect(shown, statusProblems(shown, ['2xx'], { what })) || !isSuccess(shown)) continue
      const keys = keysIn(created, world)
      // A member that is bytes shows no key.
      if (keys === undefined) continue
      world.expect(
        shown,
        world.shows(keys, shown).filter(({ level }) => level !== 'should'),
      )
    }
    if (judged === 0) throw new NotVerified('the document allows no key that needs escapes, or none was accepted')
  },
}

/** The keys of a member alone, as a read shows them. Undefined where it shows none. */
function keysIn({ own, sent }: Member, { resource }: World): unknown {
  return ownParameters(resource).reduce<unknown>(
    (keys, { pointer }, index) =>
      pointer === undefined ? keys : withValueAt(keys ?? {}, pointer, valueAt(sent, pointer) ?? own[index]),
    undefined,
  )
}

/** @throws NotVerified where no text names the member. */
function namedInBody(base: CreateRequest, special: string, world: World): CreateRequest | undefined {
  const { resource } = world
  const member = memberIn(base.body, resource)
  const pointer = Object.values(resource.key.address?.value ?? {}).find((one) => isWord(valueAt(member, one)))
  if (pointer === undefined) throw new NotVerified('the contract does not say that a client names a member by a text')
  const key = `${String(valueAt(member, pointer))}${special}k`
  const body = withMember(base.body, withValueAt(member, pointer, key), resource)
  return isValidBy(body, createSchema(world), world.validators) ? { ...base, body } : undefined
}

/** @throws NotVerified where no text names the member. */
function namedInPath(base: CreateRequest, special: string, world: World): CreateRequest | undefined {
  const { resource } = world
  const own = base.own ?? []
  const word = own.at(-1)
  if (!isWord(word)) throw new NotVerified('the contract does not say that a client names a member by a text')
  const create = world.operation(resource.create?.operation ?? '')
  const schema = pathParameter(create, parametersIn(create.path).at(-1))?.schema ?? true
  const key = `${word}${special}k`
  if (!isValidBy(key, schema, world.validators)) return undefined
  const pointer = ownParameters(resource).at(-1)?.pointer
  const member = memberIn(base.body, resource)
  const isInBody = pointer !== undefined && valueAt(member, pointer) !== undefined
  const body = isInBody ? withMember(base.body, withValueAt(member, pointer, key), resource) : base.body
  return { ...base, body, own: [...own.slice(0, -1), key] }
}
