/** A path template in parts. A part is a literal text, or the name of a path parameter. */
export interface PathShape {
  readonly parts: readonly PathPart[]
  /** The path with `{}` for each parameter: paths of one shape are one resource's, whatever their parameters are called. */
  readonly shape: string
}

export type PathPart = { readonly literal: string } | { readonly parameter: string }

/** The parts of a path template. An extension such as `.json` and a slash at the end are no parts. */
export function pathShape(path: string): PathShape {
  const parts = path
    .replace(/\.(json|xml|ya?ml)$/, '')
    .split('/')
    .filter((part) => part !== '')
    .flatMap(toParts)
  return { parts, shape: shapeOf(parts) }
}

/**
 * A parameter alone is a part; so is a verb behind one, as in `/queues/{queue}:pause`. Keys in parentheses, as OData writes them, are parts of their
 * own: `/customers({id})` and `/customers('{id}')` are `/customers/{id}`.
 */
function toParts(text: string): readonly PathPart[] {
  const [, name, keys = ''] = /^([^{}()]+)\((.+)\)$/.exec(text) ?? []
  const parameters = keys.split(',').map((key) => KEY.exec(key)?.[1])
  if (name !== undefined && parameters.every((one) => one !== undefined))
    return [{ literal: name }, ...parameters.map((parameter) => ({ parameter }))]
  const [, parameter, verb = ''] = /^\{([^{}]+)\}(:\w+)?$/.exec(text) ?? []
  if (parameter === undefined) return [{ literal: text }]
  return verb === '' ? [{ parameter }] : [{ parameter }, { literal: verb }]
}

/** A key in parentheses, with its name or without: `{id}`, `'{id}'` and `id={id}`. */
const KEY = /^\s*(?:[\w.]+=)?'?\{([^{}]+)\}'?\s*$/

/** The path with `{}` for each parameter. */
export function shapeOf(parts: readonly PathPart[]): string {
  return parts.map((part) => ('literal' in part ? `/${part.literal}` : '/{}')).join('')
}

/** The names of the path parameters, in order. */
export function parametersOf(parts: readonly PathPart[]): readonly string[] {
  return parts.flatMap((part) => ('parameter' in part ? [part.parameter] : []))
}

/** The last literal part. */
export function lastLiteral(parts: readonly PathPart[]): string | undefined {
  return parts.flatMap((part) => ('literal' in part ? [part.literal] : [])).at(-1)
}
