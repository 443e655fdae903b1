/** A decimal number: digits × 10^-scale, exactly. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

/** The exact decimal of the printed form of a finite number. */
export function decimalOf(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = value.toString().split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const scale = fraction.length - Number(exponent)
  const digits = BigInt(whole + fraction)
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 }
}

/** The number nearest to a decimal. */
export function numberOf({ digits, scale }: Decimal): number {
  return scale === 0 ? Number(digits) : Number(`${digits}e-${scale}`)
}

/** The digits of a decimal at a scale that is at least the scale of the decimal. */
function digitsAt(decimal: Decimal, scale: number): bigint {
  return decimal.digits * 10n ** BigInt(scale - decimal.scale)
}

/** The least common multiple of two positive decimals. */
export function commonMultiple(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  const [x, y] = [digitsAt(a, scale), digitsAt(b, scale)]
  return { digits: (x / greatestCommonDivisor(x, y)) * y, scale }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b)
}

/** True if a decimal is an exact multiple of another. */
export function isExactMultiple(value: Decimal, of: Decimal): boolean {
  const scale = Math.max(value.scale, of.scale)
  return digitsAt(value, scale) % digitsAt(of, scale) === 0n
}

/** The greatest integer k with k × step ≤ value. */
export function floorSteps(value: number, step: Decimal): bigint {
  const decimal = decimalOf(value)
  const scale = Math.max(decimal.scale, step.scale)
  const [x, y] = [digitsAt(decimal, scale), digitsAt(step, scale)]
  return x / y - (x < 0n && x % y !== 0n ? 1n : 0n)
}
