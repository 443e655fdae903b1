const DAY = 86_400_000

/** The day that is some days after an instant, such as `2031-03-01`. The instant is in milliseconds since 1970. */
export function laterDay(instant: number, days: number): string {
  return new Date(instant + days * DAY).toISOString().slice(0, 'YYYY-MM-DD'.length)
}
