import type { DocumentSchema } from '../../../document/api-document.ts'
import { formatPointer, isObject, parsePointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { documentsRefusedWrites } from '../../body/documents-refusal.ts'
import type { Answer } from '../../session/exchange.ts'
import { all, creates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { memberSchema } from '../../world/optional-properties.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { secretPointers } from '../../send/secrets-of.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { updateTakes } from '../../change/update-takes.ts'
import type { World } from '../../world/world.ts'

/** Formats that no single word has. */
const FORMATS = new Set(['date', 'time', 'date-time', 'duration', 'email', 'uuid', 'uri', 'url', 'ipv4', 'ipv6'])

/** The formats that are broken, each once, as a count. */
const MOST = 3

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
    let judged = 0
    for (const place of places) {
      const asked = await world.body()
      const own = memberIn(asked.body, world.resource)
      // A way of making bodies that leaves the property out.
      if (valueAt(own, place.at) === undefined) continue
      const broken = withValueAt(own, place.at, world.word())
      const { answer } = await world.create({ ...asked, body: withMember(asked.body, broken, world.resource) })
      expectRefusal(answer, place, world)
      judged += 1
    }
    if (judged === 0) throw new NotVerified('no create has a property with a format')
    const atTop = places.find(({ at }) => parsePointer(at).length === 1)
    const facts = world.resource.updates.find(({ effect }) => effect?.value === 'merge')
    if (atTop === undefined || facts === undefined || !updateTakes(facts, atTop.at, world)) return
    const [name = ''] = parsePointer(atTop.at)
    const member = await world.fresh()
    expectRefusal(await world.update(member, { [name]: world.word() }, { facts }), atTop, world)
  },
}

interface Place {
  /** The JSON Pointer within a member. */
  readonly at: string
  readonly format: string
}

/** One property of each format, at the top and within objects. */
function placesOf(world: World): readonly Place[] {
  const { resource } = world
  const apart = new Set([...resource.server, ...secretPointers(resource)])
  const places = placesIn(memberSchema({ operation: resource.create?.operation ?? '' }, world), '', world)
  return places
    .filter(({ at }) => !apart.has(at))
    .filter(({ format }, index, found) => found.findIndex((one) => one.format === format) === index)
    .slice(0, MOST)
}

/** The deepest object that is looked at, as a count of names. */
const DEEPEST = 3

function placesIn(schema: Readonly<Record<string, unknown>>, above: string, world: World): readonly Place[] {
  const { properties } = schema
  if (!isObject(properties) || parsePointer(above).length >= DEEPEST) return []
  return Object.entries(properties).flatMap(([name, property]): readonly Place[] => {
    const own = flatten(property as DocumentSchema, world.document.schemas)
    const at = above + formatPointer([name])
    const { format } = own
    if (typeof format === 'string' && FORMATS.has(format)) return [{ at, format }]
    const item = isObject(own['items']) ? flatten(own['items'], world.document.schemas)['format'] : ''
    if (typeof item === 'string' && FORMATS.has(item)) return [{ at: `${at}/0`, format: item }]
    return placesIn(own, at, world)
  })
}

function expectRefusal(answer: Answer, { at, format }: Place, world: World): void {
  world.expect(answer, acceptedProblems(answer, { what: `a word as ${format} at ${at}`, rule: format }))
}
