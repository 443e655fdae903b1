/** The keywords of JSON Schema 2020-12 whose value is a schema. */
export const SINGLE_SCHEMA = [
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'contains',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
  'items',
]

/** The keywords whose value is a list of schemas. */
export const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems']

/** The keywords whose value maps names to schemas; a name in the map is never a keyword. `definitions` is the older `$defs`. */
export const SCHEMA_MAPS = ['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']
