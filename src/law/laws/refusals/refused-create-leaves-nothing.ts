import { isObject, valueAt } from '../../../json/pointer.ts'
import { isRefusal, isSuccess } from '../../session/exchange.ts'
import { all, creates, lists } from '../../world/facts.ts'
import type { CreateRequest } from '../../world/create-request.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { invalidBodies } from '../../world/invalid-bodies.ts'
import { kindsOf } from '../../world/kinds.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { without } from '../../body/without.ts'
import { refersToOthers } from '../../body/refers-to-others.ts'
import type { World } from '../../world/world.ts'
import { isWord } from '../../body/words.ts'

/** A create that is refused leaves no member. */
export const refusedCreateLeavesNothing: Law = {
  id: 'refused-create-leaves-nothing',
  level: 'must',
  text: 'A create that is refused leaves no member.',
  source: 'RFC 9110, section 15.5',
  needs: all(creates, lists),
  async check(world) {
    const { resource } = world
    const found = await markedBody(world)
    if (found === undefined) throw new NotVerified('no property of a member holds a free text')
    const { valid, before, name } = found
    const marks: string[] = []
    let last: Awaited<ReturnType<typeof world.create>>['answer'] | undefined
    for (const { value, rule } of invalidBodies(
      { operation: resource.create?.operation ?? '', own: valid.own },
      world,
      12,
    )) {
      const word = world.word()
      // The broken part stays, and all else is that of a valid body: a server that keeps part of it keeps the word.
      if (!isObject(value) || rule.endsWith(`/${name}`)) continue
      const broken = { ...before, ...brokenPart(value, rule), [name]: word }
      const body = rule.startsWith('required') ? without(broken, [rule.split('/').at(-1) ?? '']) : broken
      const { answer } = await world.create({ ...valid, body: withMember(valid.body, body, resource) })
      if (!isRefusal(answer)) continue
      marks.push(word)
      last = answer
      if (marks.length >= 3) break
    }
    if (last === undefined) throw new NotVerified('no invalid create was refused')
    const walk = await world.walk(valid.above)
    if (!isSuccess(walk.last)) throw new NotVerified(`the list was answered ${walk.last.status}`)
    const kept = walk.members.find((one) => marks.includes(String(valueAt(one, `/${name}`))))
    world.expect(
      walk.last,
      kept === undefined
        ? []
        : [
            {
              signature: 'kept',
              message: `expected no member from a refused create, got one with ${String(valueAt(kept, `/${name}`))} at /${name}`,
              at: 'body#',
              expected: 'no such member',
              actual: 'a member',
            },
          ],
    )
  },
}

/** A body, its member, and the name of a free text. Each kind of member is tried. */
async function markedBody(world: World): Promise<Marked | undefined> {
  for (const variant of kindsOf(world)) {
    const valid = await world.body({ variant })
    const before = memberIn(valid.body, world.resource)
    if (!isObject(before)) continue
    const [name] = Object.entries(before).find(([one, value]) => isWord(value) && !refersToOthers(one, {})) ?? []
    if (name !== undefined) return { valid, before, name }
  }
  return undefined
}

interface Marked {
  readonly valid: CreateRequest
  readonly before: Readonly<Record<string, unknown>>
  readonly name: string
}

/** The top-level property that holds the broken part. */
function brokenPart(value: Readonly<Record<string, unknown>>, rule: string): Readonly<Record<string, unknown>> {
  const [, name] = / at \/([^/]+)/.exec(rule) ?? []
  return name === undefined || !Object.hasOwn(value, name) ? {} : { [name]: value[name] }
}
