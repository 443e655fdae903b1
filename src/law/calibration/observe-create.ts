import { randomInt, randomUUID } from 'node:crypto'
import { formatPointer, isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { updateName } from '../../resource/file/model-file.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import { itemsIn } from '../send/items-in.ts'
import { type Answer, isRefusal, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import type { Noting } from './noting.ts'
import { contentOf } from '../body/request-body.ts'
import { sameKeys } from './same-keys.ts'
import type { World } from '../world/world.ts'
import { isValidBy } from '../body/validators.ts'

/** Creates a member, reads it, and creates again: with the same key, and with a key of the run's own. */
export async function observeCreate(world: World, noting: Noting): Promise<Member> {
  const { resource } = world
  const member = await world.fresh()
  const id = resource.create?.operation ?? ''
  for (const [part, fact] of Object.entries(world.knownKey() ?? {}))
    noting.note(`key.${part}`, fact.value, fact.because)
  if (member.created !== undefined) noteAnswer(world, { member, answer: noting.known(member.created, id) }, noting)
  for (const [index, { operation }] of resource.updates.entries())
    if (operation === id)
      noting.note(
        `updates.${updateName(resource.updates, index)}.unknown`,
        'creates',
        `${noting.line(id)} created a member`,
      )
  if (resource.read !== undefined) await observeRead(world, member, noting)
  const { chosen } = resource.key
  if (chosen?.certainty === 'guess' && chosen.value !== 'client') await observeHeeded(world, noting)
  else await observeAgain(world, noting)
  for (const { value } of resource.unique) await observeUnique(world, { member, pointer: value }, noting)
  return member
}

interface Made {
  readonly member: Member
  readonly answer: Answer
}

/** The member itself, a list that holds it, its key alone, or no more than a Location. */
function noteAnswer(world: World, { member, answer }: Made, { note, line }: Noting): void {
  const { resource } = world
  const text = `${line(resource.create?.operation ?? '')} was answered ${answer.status}`
  const shown = world.shown(answer)
  if (answer.status === 202) return note('create.answers', 'job', text)
  if (sameKeys(world.keysOf(shown), member.own) && world.shows(member.sent, answer).length === 0)
    return note('create.answers', 'member', `${text} with the member`)
  const items = itemsIn(answer.json, resource.list?.items?.value ?? '')
  if (resource.list !== undefined && items.some((item) => sameKeys(world.keysOf(item), member.own)))
    return note('create.answers', 'page', `${text} with a list that holds the member`)
  const at = keyAt(answer.json, member)
  if (at !== undefined) {
    note('create.answers', 'id', `${text} with the key`)
    note('create.idAt', at, `${text} with the key at "${at}"`)
    return undefined
  }
  if (answer.header('location') !== undefined) return note('create.answers', 'location', `${text} with Location`)
  if (answer.text === '') note('create.answers', 'nothing', `${text} without a body`)
}

/** The place of the key in an answer: the body, or one of its properties. */
function keyAt(body: unknown, { own }: Member): Pointer | undefined {
  const [key, ...others] = own
  if (key === undefined || others.length > 0) return undefined
  const isKey = (value: unknown): boolean =>
    (typeof value === 'string' || typeof value === 'number') && String(value) === key
  if (isKey(body)) return ''
  const name = isObject(body) ? Object.keys(body).find((each) => isKey(body[each])) : undefined
  return name === undefined ? undefined : formatPointer([name])
}

async function observeRead(world: World, member: Member, { note, remark, known, line }: Noting): Promise<void> {
  const { resource } = world
  const id = resource.read?.operation ?? ''
  const answer = known(await world.read(member), id)
  const { address } = resource.key
  if (isSuccess(answer) && address !== undefined && sameKeys(world.keysOf(world.shown(answer)), member.own))
    note('key.address', address.value, `${line(id)} was answered with the member`)
  if (answer.status === 404 && address?.certainty === 'guess' && member.created?.status !== 202)
    remark(
      `${line(id)} was answered 404 for a member that was just created: the guess that its key stands at ${Object.values(address.value).join(', ')} is most likely wrong; correct \`key.address\` of ${resource.name} in the contract`,
    )
}

/** The same create twice. */
async function observeAgain(world: World, { note, known, line }: Noting): Promise<void> {
  const id = world.resource.create?.operation ?? ''
  const asked = await world.body({ variant: 1 })
  const first = await world.create(asked)
  if (first.member === undefined) return
  const { answer, member } = await world.create({ ...asked, own: first.member.own.slice(0, asked.own?.length ?? 0) })
  const text = `a second ${line(id)} was answered ${answer.status}`
  // A write that lacks a version says nothing about the key.
  if (answer.status === 412 || answer.status === 428) return
  if (isRefusal(answer)) note('create.again', known(answer, id).status, text)
  else if (member !== undefined)
    note('create.again', sameKeys(member.own, first.member.own) ? 'replaces' : 'another', text)
  const isNamed = isRefusal(answer) || sameKeys(member?.own, first.member.own)
  if (isNamed && world.resource.key.chosen?.value === 'client') note('key.chosen', 'client', text)
}

/** Another create with the value of the member in a property: refused, or the property is not unique. */
async function observeUnique(
  world: World,
  { member, pointer }: { readonly member: Member; readonly pointer: Pointer },
  { note, remark, known, line }: Noting,
): Promise<void> {
  const id = world.resource.create?.operation ?? ''
  const value = valueAt(member.sent, pointer)
  if (value === undefined) return
  const asked = await world.body({ parent: member.parent, variant: 1 })
  const body = withMember(asked.body, withValueAt(memberIn(asked.body, world.resource), pointer, value), world.resource)
  const answer = known((await world.create({ ...asked, body })).answer, id)
  const text = `a second ${line(id)} with the same ${pointer} was answered ${answer.status}`
  if (isRefusal(answer)) note(`unique.${pointer}`, pointer, text)
  else remark(text)
}

/** A create with a key of the run's own: the member has that key, or the server has chosen another. */
async function observeHeeded(world: World, { note, line }: Noting): Promise<void> {
  const { resource } = world
  const [pointer, ...others] = Object.values(resource.key.address?.value ?? {})
  const content = contentOf(world.operation(resource.create?.operation ?? ''))
  if (pointer === undefined || others.length > 0 || content === undefined) return
  const asked = await world.body({ variant: 1 })
  const isValid = (body: unknown): boolean => isValidBy(body, content.schema ?? true, world.validators)
  const body = [world.word(), randomInt(1_000_000, 2_000_000_000), randomUUID()]
    .map((key) => withMember(asked.body, withValueAt(memberIn(asked.body, resource), pointer, key), resource))
    .find(isValid)
  if (body === undefined) return
  const { member } = await world.create({ ...asked, body })
  if (member === undefined) return
  const sent = String(valueAt(memberIn(body, resource), pointer))
  const isHeeded = member.own[0] === sent
  const what = isHeeded ? 'keeps the key that was sent' : 'gives another key than was sent'
  note('key.chosen', isHeeded ? 'either' : 'server', `${line(resource.create?.operation ?? '')} ${what}`)
}
