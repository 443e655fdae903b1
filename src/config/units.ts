/** `10s`, `500ms` or `2m` in milliseconds; a bare number is milliseconds. Undefined where it is none of these. */
export function parseDuration(text: string): number | undefined {
  return scaled(text, /^(\d+(?:\.\d+)?)\s*(ms|s|m)?$/, { ms: 1, s: 1000, m: 60_000 })
}

/** `10MB`, `64KB` or a number of bytes. */
export function parseSize(text: string): number | undefined {
  return scaled(text, /^(\d+(?:\.\d+)?)\s*(B|KB|MB)?$/i, { B: 1, KB: 1000, MB: 1_000_000 })
}

/** `10/s` or `500/m`, in requests a second; a bare number is a second's. */
export function parseRate(text: string): number | undefined {
  const rate = scaled(text, /^(\d+(?:\.\d+)?)\s*(\/s|\/m)?$/, { '/s': 1, '/m': 1 / 60 })
  return rate === 0 ? undefined : rate
}

function scaled(text: string, pattern: RegExp, units: Readonly<Record<string, number>>): number | undefined {
  const [, amount, unit] = pattern.exec(text.trim()) ?? []
  if (amount === undefined) return undefined
  return Number(amount) * (unit === undefined ? 1 : (units[unit] ?? units[unit.toUpperCase()] ?? Number.NaN))
}
