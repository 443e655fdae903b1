/** An order by a property. */
export interface Order {
  readonly property: string
  readonly isFalling: boolean
}

/** The order that a value of a query parameter asks for, such as `-name`, `name` beside it, `name:desc`, `name:-1` or `name_asc`. */
export function orderIn(value: string): Order | undefined {
  const [, sign = '', property = '', , direction = ''] =
    /^([-+]?)([a-z][\w.]*?)([:_ ,-](asc|desc)|:(?:ascending|descending|-?1))?$/i.exec(value) ?? []
  if (property === '' || /^(?:asc|desc)$/i.test(property) || property.includes('.')) return undefined
  const isFalling = sign === '-' || direction.toLowerCase() === 'desc' || /:(?:descending|-1)$/i.test(value)
  return { property, isFalling }
}

/** True for numbers in their order, and for texts in an order by any usual comparison. Values that are missing or no scalars may stand anywhere. */
export function isSorted(values: readonly unknown[], isFalling: boolean): boolean {
  const scalars = values.filter((value) => typeof value === 'string' || typeof value === 'number')
  if (scalars.length < values.length) return true
  const ordered = isFalling ? scalars.toReversed() : scalars
  const areNumbers = scalars.every((value) => typeof value === 'number')
  return (areNumbers ? COMPARISONS.slice(0, 1) : COMPARISONS).some((compare) =>
    ordered.every((value, index) => index === 0 || compare(ordered[index - 1] ?? value, value) <= 0),
  )
}

type Scalar = string | number

const COMPARISONS: readonly ((one: Scalar, other: Scalar) => number)[] = [
  (one, other) => (one < other ? -1 : Number(one > other)),
  (one, other) => Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other))),
  (one, other) => String(one).localeCompare(String(other)),
  (one, other) => String(one).localeCompare(String(other), undefined, { numeric: true, sensitivity: 'base' }),
  (one, other) => {
    const [left, right] = [String(one).toLowerCase(), String(other).toLowerCase()]
    return left < right ? -1 : Number(left > right)
  },
]
