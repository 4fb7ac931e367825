import type { Item } from '../../lib/protocol.gen'
import { ranked } from '../../lib/rank'

type Items = Readonly<Record<string, Item>> | undefined

/** What the meeting is at: one item at most. */
export const currentOf = (items: Items): string | undefined =>
  Object.entries(items ?? {}).find(([, { state }]) => state === 'current')?.[0]

/** The first item of the list that waits to be taken up. */
export const nextOf = (items: Items): string | undefined => ranked(items).find(([, { state }]) => state === 'open')?.[0]

/** A page that a link may lead to: the room takes no other. */
export const isPage = (link: string): boolean => /^https?:\/\/[^\s/?#\\@]+(?:[/?#]\S*)?$/.test(link)
