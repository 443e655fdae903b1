/** The values of a property, in order: boundaries, then random values. Equal seeds give equal values. */
export interface PropertySource {
  /** The number of boundaries, including a value for each place that can be broken. All are tried, for any requested number. */
  readonly boundaries: number
  /** The default count of random values: the boundaries and they cover each place twice, with at least 50 values in all. At most 50. */
  readonly draws: number
  /** The example at an index from 0, computed on request. */
  readonly example: (index: number) => Example
}

/** The count of values that a property is tried with; `runs` are its random values, undefined for the default. */
export function countValues({ boundaries, draws }: PropertySource, runs: number | undefined): number {
  return boundaries + (runs ?? draws)
}

/** A value to send, with facts about the value. */
export interface Example {
  /** The index of the example and of each shrink, such as `17`, `17:0:2`, or `17-9` for 9 steps of a history. Seed and path identify the value. */
  readonly path: string
  /** The name of the edge, such as `only required properties`, or `random`. */
  readonly name: string
  /** A body as a JSON value, the value of a property, or the text of a parameter before percent-encoding. */
  readonly value: unknown
  /** The bytes of a body that is no JSON; `value` is then the decoded text. */
  readonly bytes?: Uint8Array
  /** The violation, proved by ajv on the value; undefined for a valid value. */
  readonly broken?: Broken
  /** An accepted value without the violation. Set with `broken`, except for texts of a path: the caller has a better twin. */
  readonly twin?: unknown
  /** The indexes of the variations of the property that its request has; omitted for none. */
  readonly variations?: readonly number[]
  /** For a shorter history that is of use for a failure of one member alone: the place of the member; see `placeOf`. */
  readonly about?: string
  /** For a history: the history that ends after this count of steps. */
  readonly cut?: (steps: number) => Example
  /** Smaller values that are valid, or broken in the same place, the smallest first. */
  readonly shrinks: () => Iterable<Example>
}

/** A violation of the schema by a value. */
export interface Broken {
  readonly part: 'body' | 'property' | 'query' | 'path'
  readonly keyword: string
  /** JSON Pointer into the value. */
  readonly instancePath: string
  /** The name of the parameter, for texts of a query or path parameter. */
  readonly parameter?: string
  /** The value of the keyword in the contract, in words: `80` of a maxLength. */
  readonly stated?: string
  /** The missing property, for `required` and `dependentRequired`. */
  readonly property?: string
  /** The name of the rule in a case: the keyword, or a word such as `key`; see `refused`. */
  readonly rule: string
  /** True if the target may refuse another defect instead, so that the response need not name the property. */
  readonly unnamed?: true
}

/** The violation in words: `maxLength 80 at /name`, `required name`, `maximum 500 of the query parameter size` or `the grammar of JSON`. */
export function brokenText({ part, stated, instancePath, parameter, property, ...rest }: Omit<Broken, 'rule'>): string {
  const keyword = stated === undefined ? rest.keyword : `${rest.keyword} ${stated}`
  if (parameter !== undefined) return `${keyword} of the ${part} parameter ${parameter}`
  // A text that is no JSON has no places.
  if (rest.keyword === 'JSON') return 'the grammar of JSON'
  const at = instancePath === '' ? '' : ` at ${instancePath}`
  return property === undefined ? `${keyword}${at === '' ? ' at the root' : at}` : `${keyword} ${property}${at}`
}
