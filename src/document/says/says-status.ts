/** True for a text that names a status of 400 to 499, such as `An unknown parameter is answered 400.` A count of things is none. */
export function saysStatus(status: number, text: string | undefined): boolean {
  return (
    status >= 400 &&
    status < 500 &&
    new RegExp(String.raw`(?<![\d.,])${status}\b(?![.,]\d| [a-z]+s\b)`).test(text ?? '')
  )
}
