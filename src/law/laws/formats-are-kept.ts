import type { DocumentSchema } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import { memberIn, withMember } from '../create-member.ts'
import { documentsRefusedWrites } from '../documents-refusal.ts'
import { type Answer, isSuccess } from '../exchange.ts'
import { all, creates } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { memberSchema } from '../optional-properties.ts'
import { flatten } from '../plausible-value.ts'
import { secretPointers } from '../secrets-of.ts'
import type { World } from '../world.ts'

/** Formats that no single word has. */
const FORMATS = new Set(['date', 'time', 'date-time', 'duration', 'email', 'uuid', 'uri', 'url', 'ipv4', 'ipv6'])

/** The formats that are broken, each once, as a count. */
const MOST = 4

/** A format is an annotation in JSON Schema, but a document states it to be kept. */
export const formatsAreKept: Law = {
  id: 'formats-are-kept',
  level: 'should',
  text: 'A create or an update with a text that has not the format of the document is refused with a 4xx status.',
  source: 'JSON Schema 2020-12, Validation, section 7 (format)',
  needs: all(creates),
  async check(world) {
    const places = placesOf(world)
    if (places.length === 0) throw new NotVerified('the document states no format in a create')
    if (!documentsRefusedWrites(world.resource, world.document))
      throw new NotVerified('the document states no refusal of invalid requests')
    const member = await world.fresh()
    for (const { name, format } of places) {
      const asked = await world.body()
      const own = memberIn(asked.body, world.resource)
      if (!isObject(own)) throw new NotVerified('the member is no object')
      const body = withMember(asked.body, { ...own, [name]: world.word() }, world.resource)
      const { answer } = await world.create({ ...asked, body })
      expectRefusal(answer, { name, format }, world)
    }
    const [first] = places
    const facts = world.resource.updates.find(({ effect }) => effect?.value === 'merge')
    if (first === undefined || facts === undefined || !isObject(member.sent)) return
    expectRefusal(await world.update(member, { [first.name]: world.word() }, { facts }), first, world)
  },
}

interface Place {
  readonly name: string
  readonly format: string
}

/** One property of each format. */
function placesOf(world: World): readonly Place[] {
  const { resource, document } = world
  const { properties } = memberSchema({ operation: resource.create?.operation ?? '' }, world)
  const apart = new Set([...resource.server, ...secretPointers(resource)])
  const places = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, property]) => {
    const { format } = flatten(property as DocumentSchema, document.schemas)
    return typeof format === 'string' && FORMATS.has(format) && !apart.has(`/${name}`) ? [{ name, format }] : []
  })
  return places.filter(({ format }, at) => places.findIndex((one) => one.format === format) === at).slice(0, MOST)
}

function expectRefusal(answer: Answer, { name, format }: Place, world: World): void {
  const problem = {
    signature: `accepted-${format}`,
    message: `expected a refusal of a word as ${format} at /${name}, got ${answer.status} (${answer.asked})`,
    at: 'status',
    expected: '4xx',
    actual: answer.status,
  }
  world.expect(answer, isSuccess(answer) ? [problem] : [])
}
