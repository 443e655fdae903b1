import { formatPointer, isObject } from '../../json/pointer.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import type { Changing } from './changed-member.ts'
import type { Part } from './changed-part.ts'
import { bodiesOf, withMember } from '../body/wrapped-member.ts'
import { ownParameters } from '../body/paths.ts'
import { flatten } from '../body/flatten-schema.ts'
import { contentOf } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import { takesChanges } from '../../resource/takes-changes.ts'
import type { World } from '../world/world.ts'
import { isValidBy } from '../body/validators.ts'

type Documented = Pick<World, 'resource' | 'document' | 'operation' | 'validators'>

/** The part, with the values of other properties that the document requires of each update. */
export function withRequired(part: Part, { member, facts }: Changing, world: Documented): Part {
  const { sent } = member
  if (!isObject(sent) || takesChanges(facts) || isTaken(part, facts, world)) return part
  const whole = contentOf(world.operation(facts.operation), facts.media)?.schema ?? true
  const { wrap } = bodiesOf(world.resource, facts)
  const schema = schemaAt(whole, wrap?.value.request ?? '', world.document.schemas) ?? true
  const { required = [] } = flatten(schema, world.document.schemas)
  const names = (Array.isArray(required) ? required : []).map(String)
  const more = Object.fromEntries(names.flatMap((name) => (Object.hasOwn(sent, name) ? [[name, sent[name]]] : [])))
  const keys = names.filter((name) => !Object.hasOwn(sent, name)).flatMap((name) => keyOf(name, member, world.resource))
  return { ...more, ...Object.fromEntries(keys), ...part }
}

/** A key that the server has given to the member, if the property is one. */
function keyOf(
  name: string,
  { own }: Changing['member'],
  resource: Documented['resource'],
): readonly [string, string][] {
  const index = ownParameters(resource).findIndex(({ pointer }) => pointer === formatPointer([name]))
  const key = own[index]
  return key === undefined ? [] : [[name, key]]
}

/** True if the document takes a part by itself. */
export function isTaken(part: Part, facts: UpdateFacts, world: Documented): boolean {
  const schema = contentOf(world.operation(facts.operation), facts.media)?.schema ?? true
  const body = withMember(undefined, part, bodiesOf(world.resource, facts))
  return isValidBy(body, schema, world.validators)
}
