import { isObject } from '../../json/pointer.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import type { Member } from '../member.ts'
import type { World } from '../world.ts'
import { isSuccess } from '../exchange.ts'
import { all, makes, reads, updates } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { optionalProperties } from '../optional-properties.ts'
import { short } from '../compare-member.ts'
import { bodiesOf, withMember } from '../create-member.ts'
import { answerSchema } from '../is-read-only.ts'
import { flatten } from '../plausible-value.ts'
import { contentOf } from '../request-body.ts'

/** A null in a JSON merge patch removes its property. */
export const nullRemoves: Law = {
  id: 'null-removes',
  level: 'must',
  text: 'A null in a JSON merge patch removes the property.',
  source: 'RFC 7396, section 2',
  needs: all(makes, reads, updates),
  async check(world) {
    const facts = world.resource.updates.find(({ media }) =>
      media.toLowerCase().startsWith('application/merge-patch+json'),
    )
    if (facts === undefined) throw new NotVerified('the contract has no update by a JSON merge patch')
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    const { sent } = member
    if (!isObject(before) || !isObject(sent)) throw new NotVerified('the member is no object')
    const names = optionalProperties(facts, world).filter(
      (one) => Object.hasOwn(sent, one) && JSON.stringify(before[one]) === JSON.stringify(sent[one]),
    )
    const name = await removed(removable(names, { sent, facts }, world), { member, facts, world })
    if (name === undefined) throw new NotVerified('no patch with a null was accepted')
    const answer = await world.read(member)
    const after = world.shown(answer)
    const kept = isObject(after) && JSON.stringify(after[name]) === JSON.stringify(before[name])
    world.expect(
      answer,
      kept
        ? [
            {
              signature: 'kept',
              message: `expected /${name} to be removed by a null, got ${short(before[name])} still`,
              at: `body#/${name}`,
              expected: 'nothing',
              actual: before[name],
            },
          ]
        : [],
    )
  },
}

/**
 * Properties that a null can remove, those first whose null keeps to the document. A property that each member has, a listed value and a
 * flag get a default, which may be the value that was there.
 */
function removable(
  names: readonly string[],
  { sent, facts }: { readonly sent: Readonly<Record<string, unknown>>; readonly facts: UpdateFacts },
  world: World,
): readonly string[] {
  const { document, validators } = world
  const schema = contentOf(world.operation(facts.operation), facts.media)?.schema ?? true
  const takesNull = (name: string): boolean =>
    (validators(schema)?.(withMember(undefined, { [name]: null }, bodiesOf(world.resource, facts))).length ?? 0) === 0
  const shown = flatten(answerSchema(world) ?? true, document.schemas)
  const always = new Set(Array.isArray(shown['required']) ? (shown['required'] as unknown[]) : [])
  const open = names.filter((name) => !always.has(name) && (takesNull(name) || isFreeValue(sent[name])))
  return open.toSorted((one, other) => Number(takesNull(other)) - Number(takesNull(one)))
}

/** A value that is no default: it holds a word of the run, or is a number. */
function isFreeValue(value: unknown): boolean {
  return typeof value === 'number' || /w[a-z0-9]{9}/.test(JSON.stringify(value))
}

/** The first property whose null the target takes. */
async function removed(
  names: readonly string[],
  { member, facts, world }: { readonly member: Member; readonly facts: UpdateFacts; readonly world: World },
): Promise<string | undefined> {
  for (const name of names.slice(0, 6))
    if (isSuccess(await world.update(member, { [name]: null }, { facts }))) return name
  return undefined
}
