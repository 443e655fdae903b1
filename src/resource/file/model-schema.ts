const text = { type: 'string', minLength: 1 }
const pointer = { type: 'string', pattern: '^(/.*)?$', description: 'a JSON Pointer such as /id' }
const total = {
  type: 'string',
  pattern: '^(|/.*|header:[\\w-]+)$',
  description: 'a JSON Pointer such as /total, or header:NAME',
}
const pointers = { type: 'array', items: pointer }
const status = { type: 'integer', minimum: 100, maximum: 599, description: 'a status such as 409' }
const texts = { type: 'array', items: text }

type Properties = Readonly<Record<string, object>>

/** A map of these keys alone. */
const map = (required: Properties, optional: Properties = {}): object => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
})
const named = (value: object): object => ({ type: 'object', additionalProperties: value })
const oneOf = (...words: readonly string[]): object => ({ enum: words })
/** A status, or one of the words. */
const statusOr = (...words: readonly string[]): object => ({
  if: { type: 'integer' },
  then: status,
  else: {
    type: 'string',
    pattern: `^(${words.join('|')})$`,
    description: `a status such as 409, or ${words.join(', or ')}`,
  },
})

/** The alternatives of a map, told apart by a key that each has to itself. */
const byKey = (alternatives: Readonly<Record<string, object>>): object => ({
  type: 'object',
  oneOf: Object.keys(alternatives).map((key) => ({ required: [key] })),
  allOf: Object.entries(alternatives).map(([key, schema]) => ({ if: { required: [key] }, then: schema })),
  description: `a map with ${Object.keys(alternatives).join(' or ')}`,
})

const next = byKey({
  at: map({ at: pointer }),
  header: map({ header: text }),
  links: map({ links: pointer, relation: pointer, target: pointer }),
  lastMember: map({ lastMember: pointer }),
})

const style = {
  type: 'object',
  required: ['style'],
  properties: { style: oneOf('whole', 'number', 'offset', 'cursor', 'link') },
  allOf: Object.entries({
    whole: map({ style: {} }),
    number: map({ style: {}, number: text, first: { enum: [0, 1] } }, { size: text }),
    offset: map({ style: {}, offset: text }, { limit: text, first: { const: 1 } }),
    cursor: map({ style: {}, cursor: text, next }, { size: text }),
    link: map({ style: {}, next }, { size: text }),
  }).map(([name, then]) => ({ if: { properties: { style: { const: name } }, required: ['style'] }, then })),
}

const within = byKey({
  scope: map({ scope: text }, { parameter: text }),
  resource: map({ resource: text }, { parameters: named(text) }),
})

const resource = map(
  {
    key: map(
      { parameters: texts },
      {
        address: named(pointer),
        link: map({ at: pointer, path: text }),
        chosen: oneOf('client', 'server', 'either'),
        in: oneOf('path', 'body'),
      },
    ),
  },
  {
    within: { type: 'array', items: within },
    list: map(
      { operation: text },
      { items: pointer, total, pages: { type: 'array', items: style, minItems: 1 }, part: text, lacks: pointers },
    ),
    create: map(
      { operation: text },
      {
        media: text,
        asks: { type: 'boolean' },
        answers: oneOf('member', 'page', 'id', 'location', 'nothing', 'job'),
        idAt: pointer,
        again: statusOr('another', 'replaces'),
      },
    ),
    read: text,
    updates: {
      type: 'array',
      items: map(
        { operation: text, media: text },
        {
          wrap: pointer,
          effect: oneOf('replace', 'merge', 'json-patch', 'scim-patch', 'replace-or-keep'),
          unknown: statusOr('creates'),
        },
      ),
    },
    delete: map({ operation: text }, { again: status, leaves: oneOf('nothing', 'tombstone', 'later') }),
    singleton: { type: 'boolean' },
    wrap: map({}, { request: pointer, answer: pointer }),
    server: pointers,
    hidden: pointers,
    once: pointers,
    masked: pointers,
    unique: pointers,
    refers: { ...(named(text) as Properties), propertyNames: pointer },
    open: {
      ...(named(text) as Properties),
      description: 'a map of laws, each with the reason why the contract leaves it open',
    },
    version: map({ header: text, stale: status }, { missing: status, at: pointer, parameter: text }),
    job: map({ at: pointer, done: texts, failed: texts }),
  },
)

/** The JSON Schema of a `contract.yaml` of model 2. @param cases the schema of what only the engine of cases needs */
export const modelSchemaWith = (cases: object): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Resources of an API, and facts about them that the OpenAPI document does not state',
  ...map(
    {
      model: { const: 2, description: 'the number 2' },
      name: text,
      version: text,
      document: text,
      resources: {
        ...(named(resource) as Properties),
        propertyNames: { pattern: '^[^.\\s]+$', description: 'a name without dots and spaces' },
      },
    },
    {
      suites: { ...text, description: 'the folder of the cases, from the folder of the file' },
      headers: named({ type: 'string' }),
      envelope: map({ parameter: text, status: pointer, content: pointer }),
      errors: map({}, { schema: text, status: pointer }),
      scopes: named(map({ parameter: text }, { unknown: text, from: text })),
      guesses: { ...(named(text) as Properties), type: ['object', 'null'] },
      calibrated: { ...(named(text) as Properties), type: ['object', 'null'] },
      remarks: texts,
      cases,
    },
  ),
})

/** The schema of what laws read of the file. */
export const modelSchema = modelSchemaWith({ type: 'object' })
