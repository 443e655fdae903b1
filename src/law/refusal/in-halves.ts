/**
 * Sends parts that are refused together, in halves: each half that is refused is halved again, so that the ones which are refused by themselves are
 * found in few requests. Returns the outcomes.
 * @param send sends some parts; undefined where nothing more can be sent
 * @param most the requests, as a count
 */
export async function inHalves<Part, Outcome extends string>(
  parts: readonly Part[],
  send: (some: readonly Part[]) => Promise<Outcome | undefined>,
  most: number,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  const queue = halvesOf(parts)
  for (let some = queue.shift(); some !== undefined && outcomes.length < most; some = queue.shift()) {
    const outcome = await send(some)
    if (outcome === undefined) break
    outcomes.push(outcome)
    if (outcome === 'refused') queue.unshift(...halvesOf(some))
  }
  return outcomes
}

function halvesOf<Part>(parts: readonly Part[]): (readonly Part[])[] {
  const middle = Math.ceil(parts.length / 2)
  return parts.length < 2 ? [] : [parts.slice(0, middle), parts.slice(middle)]
}
