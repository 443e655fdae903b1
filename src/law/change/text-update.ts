import { formatPointer, isObject } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { takesChanges } from '../../resource/takes-changes.ts'
import { isWord } from '../body/words.ts'
import type { Answer } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { isPartial } from '../world/facts.ts'
import { roomFor } from '../world/optional-properties.ts'
import type { World } from '../world/world.ts'
import type { Part } from './changed-part.ts'
import { updateTakes } from './update-takes.ts'
import { withRequired } from './with-required.ts'

/**
 * Updates one text of a member of any resource, and leaves the rest as it was sent. Undefined where no update takes it.
 * @param at the place of the text at the top of the member; default: that of the first one
 */
export async function sendTextUpdate(member: Member, world: World, at?: Pointer): Promise<Answer | undefined> {
  const { sent } = member
  const texts = Object.entries(isObject(sent) ? sent : {}).filter(([, value]) => isWord(value))
  const [name] = texts.find(([one]) => at === undefined || at === formatPointer([one])) ?? []
  return name === undefined ? undefined : sendValueUpdate(member, { [name]: world.word() }, world)
}

/** Updates some properties of a member of any resource, and leaves the rest as it was sent. Undefined where no update takes them. */
export async function sendValueUpdate(member: Member, part: Part, world: World): Promise<Answer | undefined> {
  const { resource, own, sent } = member
  const above = { ...world, resource }
  const facts = resource.updates.find(
    (one) => !takesChanges(one) && Object.keys(part).every((name) => updateTakes(one, formatPointer([name]), above)),
  )
  if (facts === undefined || !isObject(sent)) return undefined
  const body = isPartial(facts)
    ? withRequired(part, { member, facts }, above)
    : { ...roomFor(sent, { ...facts, own }, above), ...part }
  return body === undefined ? undefined : world.update(member, body, { facts })
}
