/** Long enough to be told apart, short enough for every file system. */
const MOST_CHARACTERS = 80

/** A name that every system takes, made of a title and the day. */
export function fileNameOf(title: string, now: Date): string {
  const words = title
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
  const short = [...words].slice(0, MOST_CHARACTERS).join('').trim()
  const two = (part: number): string => String(part).padStart(2, '0')
  const day = `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  return `${short} ${day}`.trim()
}
