import { FORMER_MODES } from './former-words.ts'
import { headers, keys, keyText, MODES, object, query, role, sender, text, transfer } from './schema-parts.ts'

/** The JSON Schema of `forall`: a drawn part of requests, or histories. */

const ALL_MODES = [...MODES, ...FORMER_MODES.keys()]

/** A drawing: a mode, and the subject from which values are drawn. */
const drawn = (subject: object, more: Record<string, object> = {}) =>
  object(
    { ...Object.fromEntries(MODES.map((mode) => [mode, subject])), ...more },
    {
      description: 'a map of valid, invalid, tricky or malformed to the drawn part',
      // Editors offer only the words under "properties", so they do not offer these former words.
      patternProperties: Object.fromEntries(
        [...FORMER_MODES.keys()].map((mode) => [`^${mode}$`, { ...subject, deprecated: true }]),
      ),
      minProperties: 1,
      allOf: ALL_MODES.flatMap((one, index) => ALL_MODES.slice(index + 1).map((other) => [one, other])).map((both) => ({
        if: { required: both },
        then: { maxProperties: 1, description: 'only one of valid, invalid, tricky and malformed' },
      })),
    },
  )
const pointerText = { type: 'string', pattern: '^(/.*|\\$\\w+)$', description: 'a JSON Pointer' }
const parameter = { ...text, description: 'the name of a parameter' }

const variation = object(
  {
    query,
    headers,
    as: sender,
    transfer,
    of: { type: 'array', minItems: 1, items: role, description: 'a list of operations' },
  },
  { minProperties: 1, description: 'a change of a request that leaves its outcome as it is' },
)

const variations = {
  type: 'array',
  minItems: 1,
  items: variation,
  description: 'a list of changes of a request',
}

const history = object(
  {
    keys: { ...keys, description: 'a key, a list of them, or $types' },
    length: { type: 'integer', minimum: 2, maximum: 200, description: 'the steps of one history, 40 by default' },
    tours: { type: 'integer', minimum: 1, maximum: 10, description: 'the histories that visit each key' },
    variations,
  },
  { required: ['keys'], description: 'a map with keys, length, tours and variations' },
)

export const forall = object(
  {
    body: drawn(keyText, { secrets: { enum: ['realistic', 'any'] }, variations }),
    property: drawn(pointerText, { of: keyText, variations }),
    query: drawn(parameter, { variations }),
    path: drawn(parameter, { variations }),
    history,
  },
  {
    minProperties: 1,
    maxProperties: 1,
    description: 'only one of body, property, query, path and history',
  },
)
