/** Places in a list, from 1, as text: `1-16,33`. They must ascend. */
export function placesText(places: readonly number[]): string {
  const ranges: [first: number, last: number][] = []
  for (const place of places) {
    const range = ranges.at(-1)
    if (range !== undefined && range[1] === place - 1) range[1] = place
    else ranges.push([place, place])
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(',')
}

/** The last place that a text may name: a report may come from anywhere. */
const MOST = 1_000_000

/** Reads places from a text; undefined for a text that `placesText` does not write. */
export function readPlaces(text: string): readonly number[] | undefined {
  if (text === '') return []
  const places: number[] = []
  for (const range of text.split(',')) {
    const [, first, last = first] = /^([1-9]\d{0,6})(?:-([1-9]\d{0,6}))?$/.exec(range) ?? []
    const [from, to] = [Number(first), Number(last)]
    if (!(from > (places.at(-1) ?? 0) && to >= from && to <= MOST)) return undefined
    for (let place = from; place <= to; place += 1) places.push(place)
  }
  return places
}
