import type { ApiOperation, ApiParameter } from '../../../document/api-document.ts'
import { isObject, valueAt } from '../../../json/pointer.ts'
import { isWord } from '../../body/words.ts'
import { fieldsOf, fieldsParameter, takesField } from '../../list/fields-parameter.ts'
import { placeOfOrder } from '../../list/asked-orders.ts'
import { operationWithId } from '../../body/paths.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { creates, missing } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

/** The fewest properties beside the one that is asked for, as a count: a server may show keys and types always. */
const FEWEST = 3

/**
 * A read or a list that is asked for some properties shows fewer than without. Which ones are always shown, such as the key, is the choice of a
 * server: only an answer with all of them is told.
 */
export const fieldsAreChosen: Law = {
  id: 'fields-are-chosen',
  level: 'must',
  text: 'A read or a list that is asked for one property, where the document has a parameter for it, shows fewer properties than without.',
  source: 'the document: a query parameter such as fields, with the names of the properties to show',
  isRare: true,
  needs: (resource, model, document) => {
    const ids = [resource.read?.operation, resource.list?.operation].filter((id) => id !== undefined)
    const isThere = ids.some((id) => fieldsParameter(operationWithId(document, id)) !== undefined)
    return isThere ? creates(resource, model, document) : missing('which properties a read shows')
  },
  async check(world) {
    const { read, list } = world.resource
    const member = await world.fresh()
    let judged = 0
    for (const id of [read?.operation, list?.operation]) {
      const operation = id === undefined ? undefined : world.operation(id)
      const parameter = operation === undefined ? undefined : fieldsParameter(operation)
      if (operation === undefined || parameter === undefined) continue
      if (await hold({ operation, parameter, isList: id === list?.operation, member }, world)) judged += 1
    }
    if (judged === 0) throw new NotVerified('no answer shows enough properties to leave some out')
  },
}

interface Chosen {
  readonly operation: ApiOperation
  readonly parameter: ApiParameter
  readonly isList: boolean
  readonly member: Member
}

/** Asks for all properties, and for one of them. True where that was judged. */
async function hold({ operation, parameter, isList, member }: Chosen, world: World): Promise<boolean> {
  const path = isList ? member.above : [...member.above, ...member.own]
  const shownIn = (answer: Answer): readonly unknown[] => {
    if (!isSuccess(answer)) return []
    return isList ? world.itemsOf(answer) : [world.shown(answer)]
  }
  const [first, ...rest] = shownIn(await world.send({ operation, path })).map(fieldsOf)
  const always = (first ?? []).filter((name) => rest.every((names) => names.includes(name)))
  const name = sentNames(member.sent).find((one) => always.includes(one) && takesField(parameter, one, world.document))
  if (name === undefined || always.length <= FEWEST) return false
  const answer = await world.send({ operation, path, query: { [parameter.name]: name }, isPart: true })
  const shown = shownIn(answer)
  if (shown.length === 0) return false
  const isWhole = shown.every((one) => always.every((each) => fieldsOf(one).includes(each)))
  const problem = {
    signature: 'all-fields',
    message: `expected fewer properties for ${parameter.name}=${name} than without it, got all ${always.length}`,
    at: isList ? world.itemsAt(answer) : 'body#',
    expected: name,
    actual: always,
  }
  world.expect(answer, isWhole ? [problem] : [])
  return true
}

/** The names of the free texts that were sent. */
function sentNames(sent: unknown): readonly string[] {
  return fieldsOf(sent).filter((name) => isObject(sent) && isWord(valueAt(sent, placeOfOrder(name, sent))))
}
