import type { ApiDocument, ApiParameter } from '../../../document/api-document.ts'
import type { Resource } from '../../../resource/model.ts'
import { wordsOf } from '../../../words/words.ts'
import { flatten, typeOf } from '../../body/flatten-schema.ts'
import { itemOperation, operationWithId, parametersIn, pathParameter } from '../../body/paths.ts'
import { queriedOperation } from '../../list/queried-operation.ts'
import type { Answer } from '../../session/exchange.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { sizeName } from '../../walk/page-size.ts'
import { all, isQueried, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

/** Integers beyond 32 bits, beyond 64 bits, and far beyond both: one that no type holds comes first. */
const LARGE = ['100000000000000000000', '2147483648', '9223372036854775808']

/** The requests with a parameter in the query, as a count. */
const MOST = 9

/** Words of a parameter that may be a long wait or a large answer. */
const COSTLY =
  /^(?:size|limit|per|count|top|max|take|first|last|rows?|wait|timeout|delay|sleep|duration|depth|levels?)$/

/** An integer that no type of the server holds is no reason to fail. */
export const largeIntegersAreAnswered: Law = {
  id: 'large-integers-are-answered',
  level: 'must',
  text: 'A read with a large integer in a query parameter or as a key, where the document states no maximum, is answered with a success or a 4xx status.',
  source: 'RFC 9110, section 15.6, and the document: integers without a maximum',
  needs: (resource, model, document) => all(isQueried, hasIntegers)(resource, model, document),
  isRare: true,
  onlyReads: true,
  async check(world) {
    const { operation } = queriedOperation(world)
    const { above } = await world.above()
    const names = integersOf(world.resource, world.document)
    const asked = LARGE.flatMap((value) => names.map((name) => ({ [name]: value })))
    for (const query of asked.slice(0, MOST))
      hold(await world.send({ operation, path: above, query }), 'a read with a large integer', world)
    if (world.resource.read === undefined || !isNamedByInteger(world.resource, world.document)) return
    for (const own of LARGE) hold(await world.read({ above, own: [own] }), 'a read of a large key', world)
  },
}

/** Server errors are told by their own law. */
function hold(answer: Answer, what: string, world: World): void {
  world.expect(answer, statusProblems(answer, ['2xx', '3xx', '4xx'], { what }))
}

const hasIntegers: Need = (resource, _model, document) =>
  integersOf(resource, document).length > 0
    ? { holds: true, certainty: 'sure' }
    : { holds: false, reason: 'the document states no integer without a maximum in the query' }

/** The query parameters that are integers without a maximum. A size may be a large answer, and is left out. */
function integersOf({ list, read, singleton }: Resource, document: ApiDocument): readonly string[] {
  const id = singleton === true ? read?.operation : list?.operation
  const sizes = new Set((list?.pages?.value ?? []).map(sizeName))
  const parameters = id === undefined ? [] : operationWithId(document, id).parameters
  return parameters
    .filter((one) => one.in === 'query' && isFree(one, document) && !sizes.has(one.name))
    .map(({ name }) => name)
    .filter((name) => !wordsOf(name).some((word) => COSTLY.test(word)))
}

function isFree({ schema }: ApiParameter, { schemas }: ApiDocument): boolean {
  const flat = flatten(schema, schemas)
  return (
    typeOf(flat) === 'integer' &&
    ['maximum', 'exclusiveMaximum', 'enum', 'const'].every((keyword) => flat[keyword] === undefined)
  )
}

/** True for members whose only own path parameter is an integer without a maximum. */
function isNamedByInteger(resource: Resource, document: ApiDocument): boolean {
  const operation = itemOperation(resource, document)
  const [name] = parametersIn(operation?.path ?? '').slice(-1)
  const parameter = operation === undefined ? undefined : pathParameter(operation, name)
  return resource.key.parameters.length === 1 && parameter !== undefined && isFree(parameter, document)
}
