/** The values that a property is tried with, in their order: boundaries first, then random ones. The same seed gives the same. */
export interface PropertySource {
  /** How many come first, whatever number was asked for: the boundaries, or one value for each place that can be broken. */
  readonly boundaries: number
  /** The example of that number, from 0; worked out when it is asked for. */
  readonly example: (index: number) => Example
}

/** One value to fire, and what is known of it. */
export interface Example {
  /** The number of the example and the way down its shrinks, such as `17` or `17:0:2`: with the seed it leads here again. */
  readonly path: string
  /** What it is an edge of, `only required properties` say, or `random`. */
  readonly name: string
  /** A body as a JSON value, the value of a property, or the text of a parameter before it is percent-encoded. */
  readonly value: unknown
  /** A body as it goes out, where that is no JSON; the value is then what it reads like. */
  readonly bytes?: Uint8Array
  /** Where it breaks its schema, and how; proved by ajv on the very value. Not there for one that is valid. */
  readonly broken?: Broken
  /**
   * The same value with what is broken mended, which ajv accepts. There where `broken` is, but for texts of a path: whoever fires
   * those knows a better one.
   */
  readonly twin?: unknown
  /** Smaller ones that are valid, or invalid in the same place, the smallest first. */
  readonly shrinks: () => Iterable<Example>
}

/** The place at which a value breaks its schema. */
export interface Broken {
  readonly part: 'body' | 'property' | 'query' | 'path'
  readonly keyword: string
  /** JSON Pointer into the value. */
  readonly instancePath: string
  /** The missing property, for `required` and `dependentRequired`. */
  readonly property?: string
  /** What a case calls it: the keyword, or a word of its own where the place is judged apart: see `refused`. */
  readonly rule: string
  /** Whether something else may be refused in its stead, so that the refusal need not name it. */
  readonly unnamed?: true
}

/** `maxLength at /name`, `required /name`, in words. */
export function brokenText({
  keyword,
  instancePath,
  property,
}: Pick<Broken, 'keyword' | 'instancePath' | 'property'>): string {
  const at = instancePath === '' ? '' : ` at ${instancePath}`
  return property === undefined ? `${keyword}${at === '' ? ' at the root' : at}` : `${keyword} ${property}${at}`
}
