/** Long enough to be told apart. */
const MOST_CHARACTERS = 80
/** Of the 255 bytes a file system takes, leaving room for the day and an ending. */
const MOST_BYTES = 180

/** A name that every system takes, made of a title and the day. */
export function fileNameOf(title: string, now: Date): string {
  const words = title
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
  const short = beginning([...words].slice(0, MOST_CHARACTERS), MOST_BYTES).join('').trim()
  const two = (part: number): string => String(part).padStart(2, '0')
  const day = `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  return `${short} ${day}`.trim()
}

/** As many of the characters as fit into so many bytes. */
export function beginning(characters: readonly string[], mostBytes: number): readonly string[] {
  let bytes = 0
  const end = characters.findIndex((character) => (bytes += Buffer.byteLength(character)) > mostBytes)
  return end === -1 ? characters : characters.slice(0, end)
}
