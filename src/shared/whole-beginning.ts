/** The beginning of a text, so many UTF-16 units or one less: no character is cut in two. */
export function wholeBeginning(text: string, mostUnits: number): string {
  return text.slice(0, mostUnits).replace(text.length > mostUnits ? /[\ud800-\udbff]$/ : /(?!)/, '')
}
