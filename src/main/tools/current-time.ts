import type { Tool } from './tool'

/** `now` and `ownZone` are arguments so that tests choose them. */
export function currentTime(now: () => Date = () => new Date(), ownZone: () => string = systemZone): Tool {
  return {
    name: 'current_time',
    description: 'Returns the current date, weekday and time, in the time zone of the person or in a given one.',
    parameters: {
      type: 'object',
      properties: { time_zone: { type: 'string', description: 'An IANA name, for example Asia/Shanghai. Optional.' } },
      additionalProperties: false
    },
    async run(args) {
      const asked = args['time_zone']
      const zone = typeof asked === 'string' && asked.trim() !== '' ? asked.trim() : ownZone()
      return timeIn(zone, now())
    }
  }
}

function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

function timeIn(zone: string, date: Date): string {
  const parts = new Map(formatIn(zone).formatToParts(date).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
  const offset = part('timeZoneName').replace('GMT', '') || '+00:00'
  const day = `${part('year')}-${part('month')}-${part('day')}`
  return `${day}T${part('hour')}:${part('minute')}:${part('second')}${offset} (${part('weekday')}, ${zone})`
}

function formatIn(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'long',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'longOffset'
    })
  } catch {
    throw new Error(`There is no time zone "${zone.slice(0, 100)}".`)
  }
}
